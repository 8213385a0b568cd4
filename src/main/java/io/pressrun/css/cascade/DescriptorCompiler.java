package io.pressrun.css.cascade;

import io.pressrun.css.cascade.StyleSheetRules.Descriptor;
import io.pressrun.css.syntax.BodyItem;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Text;
import io.pressrun.css.syntax.Declaration;
import io.pressrun.css.syntax.Prelude;
import io.pressrun.css.syntax.Rule;
import io.pressrun.css.syntax.RuleBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the at-rules that select no elements. */
final class DescriptorCompiler {
    enum Found {
        TAKEN,
        PASSED_OVER,
        INVALID,
        UNKNOWN
    }

    /** Known rules of which nothing can be seen in print. */
    private static final Set<String> SILENT = Set.of(
            "charset",
            "color-profile",
            "document",
            "font-feature-values",
            "font-palette-values",
            "keyframes",
            "position-try",
            "starting-style",
            "view-transition",
            "viewport");

    /** The stylesheet of a rule is named only once it is in a document. */
    private static final Source.Sheet UNNAMED = new Source.Sheet("", "");

    private final DeclarationCompiler declarations;
    private final List<Descriptor> descriptors = new ArrayList<>();
    private final List<PageRule> pages = new ArrayList<>();

    DescriptorCompiler(DeclarationCompiler declarations) {
        this.declarations = declarations;
    }

    List<Descriptor> descriptors() {
        return List.copyOf(descriptors);
    }

    List<PageRule> pages() {
        return List.copyOf(pages);
    }

    Found compile(String name, Prelude prelude, RuleBody body, RuleContext context, int order) {
        Source source =
                new Source(UNNAMED, prelude.line(), prelude.column(), ("@" + name + " " + prelude.text()).strip());
        return switch (name) {
            case "page" -> page(prelude, body, context, order);
            case "font-face" ->
                prelude.values().isEmpty()
                        ? add(new DescriptorRule.FontFace(body.declarations(), source), context)
                        : Found.INVALID;
            case "counter-style" -> {
                String style = ident(prelude.values());
                yield style == null
                        ? Found.INVALID
                        : add(new DescriptorRule.CounterStyle(style, body.declarations(), source), context);
            }
            case "property" -> add(property(prelude, body, source), context);
            default -> SILENT.contains(name) || name.startsWith("-") ? Found.PASSED_OVER : Found.UNKNOWN;
        };
    }

    private Found add(@Nullable DescriptorRule rule, RuleContext context) {
        if (rule == null) {
            return Found.INVALID;
        }
        descriptors.add(new Descriptor(rule, context.layer(), context.condition()));
        return Found.TAKEN;
    }

    private static @Nullable String ident(List<ComponentValue> values) {
        return values.size() == 1 && values.getFirst() instanceof Ident(String name) ? name : null;
    }

    private static @Nullable DescriptorRule property(Prelude prelude, RuleBody body, Source source) {
        String name = ident(prelude.values());
        String syntax = null;
        Boolean inherits = null;
        List<ComponentValue> initial = null;
        for (Declaration declaration : body.declarations()) {
            List<ComponentValue> value = declaration.value();
            switch (declaration.property()) {
                case "syntax" -> {
                    if (value.size() == 1 && value.getFirst() instanceof Text(String text)) {
                        syntax = text.strip();
                    }
                }
                case "inherits" -> {
                    String word = ident(value);
                    if ("true".equals(word) || "false".equals(word)) {
                        inherits = "true".equals(word);
                    }
                }
                case "initial-value" -> initial = value;
                default -> {}
            }
        }
        if (name == null || !name.startsWith("--") || syntax == null || inherits == null) {
            return null;
        }
        return initial == null && !syntax.equals("*")
                ? null
                : new DescriptorRule.Property(name, syntax, inherits, initial, source);
    }

    private Found page(Prelude prelude, RuleBody body, RuleContext context, int order) {
        List<PageRule.PageSelector> selectors = PageRule.selectors(prelude.values());
        if (selectors == null) {
            return Found.INVALID;
        }
        List<Declaration> own = new ArrayList<>();
        Map<String, List<Declaration>> margins = new HashMap<>();
        Map<String, Prelude> places = new HashMap<>();
        for (BodyItem item : body.items()) {
            switch (item) {
                case Declaration declaration -> own.add(declaration);
                case Rule.At(String name, Prelude inner, RuleBody content) -> {
                    if (content != null && PageRule.isMargin(name)) {
                        margins.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(content.declarations());
                        places.putIfAbsent(name, inner);
                    }
                }
                case Rule.Qualified _ -> {}
            }
        }
        String written = ("@page " + prelude.text()).strip();
        Map<String, CompiledRule> compiled = new HashMap<>();
        places.forEach((name, inner) -> compiled.put(
                name, rule(margins.getOrDefault(name, List.of()), written + " @" + name, inner, context, order)));
        pages.add(new PageRule(selectors, rule(own, written, prelude, context, order), compiled));
        return Found.TAKEN;
    }

    private CompiledRule rule(List<Declaration> own, String written, Prelude prelude, RuleContext context, int order) {
        return new CompiledRule(
                declarations.compile(own),
                written,
                prelude.line(),
                prelude.column(),
                context.layer(),
                context.condition(),
                null,
                order);
    }
}
