package io.pressrun.css.cascade;

import io.pressrun.css.cascade.CompiledRule.Entry;
import io.pressrun.css.cascade.StyleSheetRules.Event;
import io.pressrun.css.cascade.StyleSheetRules.Note;
import io.pressrun.css.condition.ContainerQuery;
import io.pressrun.css.condition.MediaQueryList;
import io.pressrun.css.condition.SupportsCondition;
import io.pressrun.css.selector.Namespaces;
import io.pressrun.css.selector.Nesting;
import io.pressrun.css.selector.Selector;
import io.pressrun.css.selector.SelectorList;
import io.pressrun.css.selector.SelectorParser;
import io.pressrun.css.syntax.BodyItem;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Block;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Text;
import io.pressrun.css.syntax.ComponentValue.Url;
import io.pressrun.css.syntax.Declaration;
import io.pressrun.css.syntax.Prelude;
import io.pressrun.css.syntax.Rule;
import io.pressrun.css.syntax.RuleBody;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles one stylesheet. */
final class RuleCompiler {
    private static final List<ComponentValue> SCOPE_ROOT = Values.of(":where(:scope)");

    private final PropertySyntax syntax;
    private final DeclarationCompiler declarations;
    private final DescriptorCompiler descriptors;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final LayerNames layers = new LayerNames();
    private final Conditions conditions = new Conditions();
    private int rules;

    RuleCompiler(PropertySyntax syntax) {
        this.syntax = syntax;
        declarations = new DeclarationCompiler(syntax);
        descriptors = new DescriptorCompiler(declarations);
    }

    StyleSheetRules.Parts compile(RuleBody stylesheet) {
        RuleContext context = RuleContext.TOP;
        boolean importsMayFollow = true;
        boolean namespacesMayFollow = true;
        for (Rule rule : stylesheet.rules()) {
            String name = rule instanceof Rule.At at ? at.name() : "";
            boolean statement = rule instanceof Rule.At(String _, Prelude _, RuleBody body) && body == null;
            if (name.equals("charset") || (name.equals("layer") && statement && importsMayFollow)) {
                rule(rule, context);
            } else if (name.equals("import") && statement && importsMayFollow) {
                imports(rule.prelude());
            } else if (name.equals("namespace") && statement && namespacesMayFollow) {
                importsMayFollow = false;
                context = context.with(namespace(rule.prelude(), context.namespaces()));
            } else {
                importsMayFollow = false;
                namespacesMayFollow = false;
                rule(rule, context);
            }
        }
        return new StyleSheetRules.Parts(
                List.copyOf(entries),
                List.copyOf(events),
                descriptors.descriptors(),
                descriptors.pages(),
                List.copyOf(notes),
                layers,
                conditions,
                rules);
    }

    private void imports(Prelude prelude) {
        ImportRule rule = ImportRule.parse(prelude.values(), syntax, prelude.line(), prelude.column());
        if (rule != null) {
            events.add(new Event.Imports(rule));
        }
    }

    private static Namespaces namespace(Prelude prelude, Namespaces known) {
        List<ComponentValue> values = prelude.values();
        String address = switch (values.isEmpty() ? null : values.getLast()) {
            case Text(String text) -> text;
            case Url(String url) -> url;
            case null, default -> null;
        };
        if (address == null) {
            return known;
        }
        List<ComponentValue> before = Values.trimmed(values.subList(0, values.size() - 1));
        if (before.isEmpty()) {
            return known.withDefault(address);
        }
        return before.size() == 1 && before.getFirst() instanceof Ident(String prefix)
                ? known.with(prefix, address)
                : known;
    }

    private void rule(Rule rule, RuleContext context) {
        switch (rule) {
            case Rule.Qualified style -> style(style, context);
            case Rule.At at -> atRule(at, context);
        }
    }

    private void style(Rule.Qualified rule, RuleContext context) {
        Prelude prelude = rule.prelude();
        Optional<SelectorList> selectors =
                SelectorParser.parse(prelude.values(), context.namespaces(), context.nesting());
        if (selectors.isEmpty()) {
            note(StyleNote.Kind.INVALID_SELECTOR, prelude.text(), prelude);
            return;
        }
        items(rule.body(), prelude, context.withinStyle(selectors.get(), prelude.text()));
    }

    /** Declarations and rules; declarations after a rule come after it in the cascade too (css-nesting-1, 4.3). */
    private void items(RuleBody body, Prelude prelude, RuleContext context) {
        List<Declaration> run = new ArrayList<>();
        for (BodyItem item : body.items()) {
            switch (item) {
                case Declaration declaration -> run.add(declaration);
                case Rule rule -> {
                    emit(run, prelude, context);
                    run.clear();
                    rule(rule, context);
                }
            }
        }
        emit(run, prelude, context);
    }

    private void emit(List<Declaration> run, Prelude prelude, RuleContext context) {
        SelectorList selectors = context.style();
        if (run.isEmpty() || selectors == null) {
            return;
        }
        CompiledRule rule = new CompiledRule(
                declarations.compile(run),
                context.selector(),
                prelude.line(),
                prelude.column(),
                context.layer(),
                context.condition(),
                context.scope(),
                rules++);
        for (Selector selector : selectors.selectors()) {
            if (!selector.never()) {
                entries.add(new Entry(
                        selector, rule, entries.size(), selector.keys().size()));
            }
        }
    }

    /** The contents of a rule that only groups others. */
    private void group(RuleBody body, Prelude prelude, RuleContext context) {
        if (context.style() == null) {
            body.rules().forEach(rule -> rule(rule, context));
        } else {
            items(body, prelude, context);
        }
    }

    private void atRule(Rule.At rule, RuleContext context) {
        Prelude prelude = rule.prelude();
        RuleBody body = rule.body();
        if (rule.name().equals("layer")) {
            layer(prelude, body, context);
            return;
        }
        if (body == null) {
            return;
        }
        switch (rule.name()) {
            case "media" -> {
                MediaQueryList media = MediaQueryList.parse(prelude.values());
                group(body, prelude, context.withinCondition(conditions.media(media, context.condition())));
            }
            case "supports" -> {
                if (SupportsCondition.holds(prelude.values(), syntax::supports)) {
                    group(body, prelude, context);
                }
            }
            case "container" -> container(prelude, body, context);
            case "scope" -> scope(prelude, body, context);
            default -> descriptor(rule, prelude, body, context);
        }
    }

    private void descriptor(Rule.At rule, Prelude prelude, RuleBody body, RuleContext context) {
        DescriptorCompiler.Found found = context.style() == null || rule.name().equals("starting-style")
                ? descriptors.compile(rule.name(), prelude, body, context, rules)
                : DescriptorCompiler.Found.INVALID;
        switch (found) {
            case TAKEN -> rules++;
            case PASSED_OVER -> {}
            case INVALID -> note(StyleNote.Kind.INVALID_AT_RULE, written(rule), prelude);
            case UNKNOWN -> note(StyleNote.Kind.UNKNOWN_AT_RULE, written(rule), prelude);
        }
    }

    private static String written(Rule.At rule) {
        return ("@" + rule.name() + " " + rule.prelude().text()).strip();
    }

    private void layer(Prelude prelude, @Nullable RuleBody body, RuleContext context) {
        List<ComponentValue> values = prelude.values();
        if (body != null && values.isEmpty()) {
            int layer = layers.anonymous(context.layer());
            events.add(new Event.LayerSeen(layer, context.condition()));
            group(body, prelude, context.withinLayer(layer));
            return;
        }
        List<List<String>> paths = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(values)) {
            List<String> path = LayerNames.path(part);
            if (path == null || (body != null && !paths.isEmpty())) {
                note(StyleNote.Kind.INVALID_AT_RULE, "@layer " + prelude.text(), prelude);
                return;
            }
            paths.add(path);
        }
        for (List<String> path : paths) {
            int layer = layers.named(path, context.layer());
            events.add(new Event.LayerSeen(layer, context.condition()));
            if (body != null) {
                group(body, prelude, context.withinLayer(layer));
            }
        }
    }

    private void container(Prelude prelude, RuleBody body, RuleContext context) {
        ContainerQuery query = ContainerQuery.parse(prelude.values());
        if (query == null) {
            note(StyleNote.Kind.INVALID_AT_RULE, "@container " + prelude.text(), prelude);
            return;
        }
        Conditions.ContainerCondition condition = new Conditions.ContainerCondition(
                query, "@container " + prelude.text(), prelude.line(), prelude.column());
        group(body, prelude, context.withinCondition(conditions.container(condition, context.condition())));
    }

    private void scope(Prelude prelude, RuleBody body, RuleContext context) {
        List<ComponentValue> values = prelude.values().stream()
                .filter(value -> value != ComponentValue.Mark.WHITE_SPACE)
                .toList();
        SelectorList start = null;
        SelectorList end = null;
        int at = 0;
        if (at < values.size() && values.get(at) instanceof Block(char _, List<ComponentValue> content)) {
            start = SelectorParser.parse(content, context.namespaces(), context.nesting())
                    .orElse(null);
            at++;
        }
        boolean valid = at == 0 || start != null;
        if (at + 1 < values.size()
                && values.get(at) instanceof Ident(String to)
                && to.equalsIgnoreCase("to")
                && values.get(at + 1) instanceof Block(char _, List<ComponentValue> content)) {
            end = SelectorParser.parse(content, context.namespaces(), Nesting.SCOPED)
                    .orElse(null);
            valid &= end != null;
            at += 2;
        }
        Optional<SelectorList> root = SelectorParser.parse(SCOPE_ROOT, Namespaces.NONE, Nesting.NONE);
        if (!valid || at < values.size() || root.isEmpty()) {
            note(StyleNote.Kind.INVALID_AT_RULE, "@scope " + prelude.text(), prelude);
            return;
        }
        Scope scope = new Scope(context.scope(), start, end);
        items(body, prelude, context.withinScope(scope, root.get(), "@scope " + prelude.text()));
    }

    private void note(StyleNote.Kind kind, String text, Prelude where) {
        notes.add(new Note(kind, text, where.line(), where.column()));
    }
}
