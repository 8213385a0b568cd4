package io.pressrun.css.cascade;

import io.pressrun.css.cascade.CascadedStyle.Winner;
import io.pressrun.css.cascade.DeclarationBlock.CompiledDeclaration;
import io.pressrun.css.cascade.DeclarationBlock.Dropped;
import io.pressrun.css.cascade.DeclaredValue.Rollback;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sorts declarations and finds for each property the one that wins (css-cascade-5, 6). */
final class Cascade {
    /** The layer of {@code style} attributes, which win over all rules of their origin. */
    private static final int STYLE_ATTRIBUTE = Integer.MAX_VALUE;

    /** Declarations of one origin, importance and layer that were written together. */
    private record Group(
            List<CompiledDeclaration> declarations, Origin origin, int layer, Source.Sheet sheet, String selector) {
        Source source(CompiledDeclaration declaration) {
            return new Source(sheet, declaration.line(), declaration.column(), selector);
        }
    }

    private record Candidate(CompiledDeclaration declaration, Group group) {}

    /** Important declarations have their origins and layers the other way round. */
    private static final Comparator<Group> IMPORTANT = Comparator.comparing(Group::origin, Comparator.reverseOrder())
            .thenComparing(group -> group.layer() == STYLE_ATTRIBUTE)
            .thenComparing(Group::layer, Comparator.reverseOrder());

    private final PropertySyntax syntax;
    private final Predicate<String> inheritedCustomProperty;
    private final List<Group> groups = new ArrayList<>();
    private final List<Group> important = new ArrayList<>();
    private final List<StyleNote> dropped = new ArrayList<>();

    Cascade(PropertySyntax syntax, Predicate<String> inheritedCustomProperty) {
        this.syntax = syntax;
        this.inheritedCustomProperty = inheritedCustomProperty;
    }

    /** Adds a rule; they come with the weakest first, and blocks of attributes in their place among them. */
    void add(MatchedRule matched) {
        CompiledRule rule = matched.rule();
        SheetInstance instance = matched.instance();
        add(rule.block(), instance.origin(), matched.layerRank(), instance.sheet(), rule.selector());
    }

    void addAttribute(DeclarationBlock block, Origin origin, Source.Sheet document, String name) {
        add(block, origin, STYLE_ATTRIBUTE, document, name);
    }

    private void add(DeclarationBlock block, Origin origin, int layer, Source.Sheet sheet, String selector) {
        if (!block.normal().isEmpty()) {
            groups.add(new Group(block.normal(), origin, layer, sheet, selector));
        }
        if (!block.important().isEmpty()) {
            important.add(new Group(block.important(), origin, layer, sheet, selector));
        }
        for (Dropped each : block.dropped()) {
            dropped.add(new StyleNote(
                    each.unknown() ? StyleNote.Kind.UNKNOWN_PROPERTY : StyleNote.Kind.INVALID_VALUE,
                    each.declaration().property() + ": "
                            + Values.text(each.declaration().value()),
                    new Source(
                            sheet, each.declaration().line(), each.declaration().column(), selector)));
        }
    }

    CascadedStyle style() {
        important.sort(IMPORTANT);
        groups.addAll(important);
        LinkedHashMap<String, Candidate> last = new LinkedHashMap<>();
        for (Group group : groups) {
            for (CompiledDeclaration declaration : group.declarations()) {
                if (declaration.property().equals("all")) {
                    syntax.all().forEach(property -> last.putLast(property, new Candidate(declaration, group)));
                } else {
                    last.putLast(declaration.property(), new Candidate(declaration, group));
                }
            }
        }
        Map<String, Winner> winners = new LinkedHashMap<>();
        last.forEach((property, candidate) -> winners.put(property, winner(property, candidate)));
        return new CascadedStyle(winners, dropped);
    }

    private Winner winner(String property, Candidate candidate) {
        return switch (candidate.declaration().value()) {
            case CascadedValue value -> new Winner(value, candidate.group().source(candidate.declaration()));
            case Rollback rollback ->
                rollback == Rollback.UNSET ? unset(property, candidate) : rolledBack(property, candidate);
        };
    }

    private Winner unset(String property, Candidate candidate) {
        boolean inherited =
                property.startsWith("--") ? inheritedCustomProperty.test(property) : syntax.inherited(property);
        return new Winner(
                inherited ? CascadedValue.Defaulting.INHERIT : CascadedValue.Defaulting.INITIAL,
                candidate.group().source(candidate.declaration()));
    }

    private record OriginAndLayer(Origin origin, int layer) {}

    /** What wins where each origin or layer that asks to be taken back is left out (css-cascade-5, 7.3.2 and 7.3.3). */
    private Winner rolledBack(String property, Candidate strongest) {
        Set<Origin> origins = new HashSet<>();
        Set<OriginAndLayer> layers = new HashSet<>();
        for (Candidate candidate : strongestFirst(property)) {
            Group group = candidate.group();
            OriginAndLayer layer = new OriginAndLayer(group.origin(), group.layer());
            if (origins.contains(group.origin().reverted()) || layers.contains(layer)) {
                continue;
            }
            switch (candidate.declaration().value()) {
                case CascadedValue value -> {
                    return new Winner(value, group.source(candidate.declaration()));
                }
                case Rollback rollback -> {
                    switch (rollback) {
                        case UNSET -> {
                            return unset(property, candidate);
                        }
                        case REVERT -> origins.add(group.origin().reverted());
                        case REVERT_LAYER -> layers.add(layer);
                    }
                }
            }
        }
        return unset(property, strongest);
    }

    private List<Candidate> strongestFirst(String property) {
        List<Candidate> found = new ArrayList<>();
        boolean resettable = syntax.all().contains(property);
        for (Group group : groups) {
            for (CompiledDeclaration declaration : group.declarations()) {
                boolean sets = declaration.property().equals(property)
                        || (resettable && declaration.property().equals("all"));
                if (sets) {
                    found.add(new Candidate(declaration, group));
                }
            }
        }
        return found.reversed();
    }
}
