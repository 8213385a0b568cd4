package io.pressrun.css.cascade;

import io.pressrun.css.condition.MediaEnvironment;
import io.pressrun.css.syntax.CssParser;
import java.util.List;

/** A compiled stylesheet: immutable, the same for every document that uses it, and shared by threads. */
public final class StyleSheetRules {
    /** What decides the order of layers, in the order in which it was written. */
    sealed interface Event {
        /** @param layer that is named or opened, if the condition holds */
        record LayerSeen(int layer, int condition) implements Event {}

        record Imports(ImportRule rule) implements Event {}
    }

    /** A rule with names for it that is there if the condition holds. */
    record Descriptor(DescriptorRule rule, int layer, int condition) {}

    /** A note whose stylesheet is not named yet. */
    record Note(StyleNote.Kind kind, String text, int line, int column) {}

    record Parts(
            List<CompiledRule.Entry> entries,
            List<Event> events,
            List<Descriptor> descriptors,
            List<PageRule> pages,
            List<Note> notes,
            LayerNames layers,
            Conditions conditions,
            int ruleCount) {}

    private final Parts parts;
    private final RuleBuckets buckets;

    private StyleSheetRules(Parts parts) {
        this.parts = parts;
        buckets = new RuleBuckets(parts.entries());
    }

    /** Compiles a stylesheet, whatever is in it. */
    public static StyleSheetRules compile(String text, PropertySyntax syntax) {
        return new StyleSheetRules(new RuleCompiler(syntax).compile(CssParser.stylesheet(text)));
    }

    /** The addresses, as written, of the stylesheets that it imports for such pages. */
    public List<String> imports(MediaEnvironment environment) {
        return parts.events().stream()
                .filter(Event.Imports.class::isInstance)
                .map(event -> ((Event.Imports) event).rule())
                .filter(rule -> rule.media().holds(environment))
                .map(ImportRule::address)
                .toList();
    }

    /** What of it has no effect anywhere. Declarations are told of with the elements that they were meant for. */
    public List<StyleNote> notes(Source.Sheet sheet) {
        return parts.notes().stream()
                .map(note -> new StyleNote(
                        note.kind(), note.text(), new Source(sheet, note.line(), note.column(), note.text())))
                .toList();
    }

    Parts parts() {
        return parts;
    }

    RuleBuckets buckets() {
        return buckets;
    }
}
