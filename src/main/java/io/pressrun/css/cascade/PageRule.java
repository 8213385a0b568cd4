package io.pressrun.css.cascade;

import io.pressrun.css.selector.NthPlaces;
import io.pressrun.css.selector.Specificity;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.Names;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An {@code @page} rule.
 *
 * @param rule the declarations of the page itself
 * @param margins those of margin boxes and of the footnote area by name
 */
record PageRule(List<PageSelector> selectors, CompiledRule rule, Map<String, CompiledRule> margins) {
    PageRule {
        selectors = List.copyOf(selectors);
        margins = Map.copyOf(margins);
    }

    /** The names of margin boxes (css-page-3, 5.3) and of the footnote area (css-gcpm-3). */
    static boolean isMargin(String name) {
        return switch (name) {
            case "top-left-corner",
                    "top-left",
                    "top-center",
                    "top-right",
                    "top-right-corner",
                    "right-top",
                    "right-middle",
                    "right-bottom",
                    "bottom-right-corner",
                    "bottom-right",
                    "bottom-center",
                    "bottom-left",
                    "bottom-left-corner",
                    "left-bottom",
                    "left-middle",
                    "left-top",
                    "footnote" -> true;
            default -> false;
        };
    }

    /** The specificity of the most specific selector that selects the page; empty if none does. */
    Optional<Integer> selects(PageStyle.Page page) {
        return selectors.stream()
                .filter(selector -> selector.selects(page))
                .map(PageSelector::specificity)
                .max(Integer::compare);
    }

    /**
     * A page selector (css-page-3, 4.1).
     *
     * @param name null for any
     * @param conditions pseudo-classes in lower case
     */
    record PageSelector(@Nullable String name, List<String> conditions, List<NthPlaces> places) {
        PageSelector {
            conditions = List.copyOf(conditions);
            places = List.copyOf(places);
        }

        boolean selects(PageStyle.Page page) {
            return (name == null || name.equals(page.name()))
                    && conditions.stream().allMatch(condition -> holds(condition, page))
                    && places.stream().allMatch(place -> place.holds(page.number()));
        }

        private static boolean holds(String condition, PageStyle.Page page) {
            return switch (condition) {
                case "first" -> page.number() == 1;
                case "blank" -> page.blank();
                case "left" -> page.left();
                case "right" -> !page.left();
                default -> false;
            };
        }

        int specificity() {
            int sum = name == null ? Specificity.ZERO : Specificity.ID;
            for (String condition : conditions) {
                boolean side = condition.equals("left") || condition.equals("right");
                sum = Specificity.sum(sum, side ? Specificity.TYPE : Specificity.CLASS);
            }
            for (int i = 0; i < places.size(); i++) {
                sum = Specificity.sum(sum, Specificity.CLASS);
            }
            return sum;
        }
    }

    /** Reads what follows {@code @page}; null if it is invalid. */
    static @Nullable List<PageSelector> selectors(List<ComponentValue> values) {
        if (values.isEmpty()) {
            return List.of(new PageSelector(null, List.of(), List.of()));
        }
        List<PageSelector> found = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(values)) {
            PageSelector selector = selector(part);
            if (selector == null) {
                return null;
            }
            found.add(selector);
        }
        return found;
    }

    private static @Nullable PageSelector selector(List<ComponentValue> values) {
        int at = 0;
        String name = null;
        if (!values.isEmpty() && values.getFirst() instanceof Ident(String written)) {
            name = written;
            at = 1;
        }
        List<String> conditions = new ArrayList<>();
        List<NthPlaces> places = new ArrayList<>();
        for (; at < values.size(); at += 2) {
            if (values.get(at) != Mark.COLON || at + 1 == values.size()) {
                return null;
            }
            boolean known = switch (values.get(at + 1)) {
                case Ident(String word) ->
                    List.of("first", "blank", "left", "right").contains(Names.lower(word))
                            && conditions.add(Names.lower(word));
                case Function(String function, List<ComponentValue> arguments)
                when function.equals("nth") ->
                    NthPlaces.parse(arguments).map(places::add).orElse(false);
                default -> false;
            };
            if (!known) {
                return null;
            }
        }
        return name == null && conditions.isEmpty() && places.isEmpty()
                ? null
                : new PageSelector(name, conditions, places);
    }

    /** What applies to a page (css-page-3, 4.2). */
    static PageStyle style(PageStyle.Page page, List<SheetInstance> instances, PropertySyntax syntax) {
        List<MatchedRule> own = new ArrayList<>();
        Map<String, List<MatchedRule>> margins = new HashMap<>();
        for (SheetInstance instance : instances) {
            for (PageRule rule : instance.rules().parts().pages()) {
                if (!instance.holds(rule.rule().condition())) {
                    continue;
                }
                rule.selects(page).ifPresent(specificity -> {
                    own.add(matched(rule.rule(), instance, specificity));
                    rule.margins()
                            .forEach((name, inner) -> margins.computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(matched(inner, instance, specificity)));
                });
            }
        }
        Map<String, CascadedStyle> boxes = new HashMap<>();
        margins.forEach((name, rules) -> boxes.put(name, cascaded(rules, syntax)));
        return new PageStyle(cascaded(own, syntax), boxes);
    }

    private static MatchedRule matched(CompiledRule rule, SheetInstance instance, int specificity) {
        long weight = MatchedRule.weight(instance.origin(), instance.rank(rule.layer()), specificity);
        return new MatchedRule(rule, instance, null, weight, MatchedRule.UNSCOPED, 0);
    }

    private static CascadedStyle cascaded(List<MatchedRule> rules, PropertySyntax syntax) {
        Cascade cascade = new Cascade(syntax, _ -> true);
        rules.sort(MatchedRule.WEAKEST_FIRST);
        rules.forEach(cascade::add);
        return cascade.style();
    }
}
