package io.pressrun.css.selector;

import io.pressrun.css.selector.SimpleSelector.AnyOf;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parser of selectors (selectors-4, css-nesting-1). A selector with something unknown is invalid, and so is a list
 * with an invalid selector, but for what {@code :is()} and {@code :where()} hold.
 */
public final class SelectorParser {
    /** A selector of more compound selectors is invalid. */
    static final int MAX_COMPOUNDS = 128;

    /** What a selector is written in. */
    private enum Form {
        PLAIN,
        RELATIVE_TO_ANCHOR
    }

    private final Namespaces namespaces;
    private final Nesting nesting;
    private boolean nestingSelectorSeen;

    private SelectorParser(Namespaces namespaces, Nesting nesting) {
        this.namespaces = namespaces;
        this.nesting = nesting;
    }

    /** The selectors of a style rule; empty if they are invalid. */
    public static Optional<SelectorList> parse(List<ComponentValue> values, Namespaces namespaces, Nesting nesting) {
        SelectorParser parser = new SelectorParser(namespaces, nesting);
        List<Selector> found = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(values)) {
            Selector selector = parser.nested(part);
            if (selector == null) {
                return Optional.empty();
            }
            found.add(selector);
        }
        return Optional.of(new SelectorList(found));
    }

    /** Whether this is one selector that is valid, as {@code @supports selector()} asks. */
    public static boolean supports(List<ComponentValue> values) {
        List<ComponentValue> trimmed = Values.trimmed(values);
        SelectorParser parser = new SelectorParser(Namespaces.NONE, Nesting.NONE);
        return parser.complex(new ValueCursor(trimmed), Form.PLAIN, null, true) != null;
    }

    /** A list whose invalid parts are left out (selectors-4, 3.9). */
    SelectorList forgiving(List<ComponentValue> values, CompoundParser context) {
        List<Selector> found = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(values)) {
            boolean seen = nestingSelectorSeen;
            Selector selector = inner(part, context);
            if (selector == null) {
                nestingSelectorSeen = seen || containsNesting(part);
            } else {
                found.add(selector);
            }
        }
        return new SelectorList(found);
    }

    /** A list that is null with one invalid part. */
    @Nullable
    SelectorList strict(List<ComponentValue> values, CompoundParser context) {
        List<Selector> found = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(values)) {
            Selector selector = inner(part, context);
            if (selector == null) {
                return null;
            }
            found.add(selector);
        }
        return new SelectorList(found);
    }

    /** The selectors of a {@code :has()}. */
    @Nullable
    List<Selector> relative(List<ComponentValue> values) {
        List<Selector> found = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(values)) {
            Selector selector = complex(
                    new ValueCursor(part),
                    Form.RELATIVE_TO_ANCHOR,
                    new Compound(List.of(new SimpleSelector.Anchor())),
                    false);
            if (selector == null) {
                return null;
            }
            found.add(selector);
        }
        return found;
    }

    Namespaces namespaces() {
        return namespaces;
    }

    /** What {@code &} stands for here. */
    SimpleSelector nestingSelector() {
        nestingSelectorSeen = true;
        return switch (nesting) {
            case Nesting.None() ->
                new AnyOf(new SelectorList(List.of(single(StructuralPseudo.SCOPE))), Specificity.ZERO);
            case Nesting.Scoped() ->
                new AnyOf(new SelectorList(List.of(single(StructuralPseudo.SCOPE))), Specificity.ZERO);
            case Nesting.Within(SelectorList parents) -> new AnyOf(parents, parents.specificity());
        };
    }

    private static Selector single(SimpleSelector simple) {
        return new Selector(List.of(new Compound(List.of(simple))), List.of(), null);
    }

    private @Nullable Selector inner(List<ComponentValue> part, CompoundParser context) {
        return complex(new ValueCursor(part), Form.PLAIN, null, false, context.withinHas());
    }

    private @Nullable Selector nested(List<ComponentValue> part) {
        nestingSelectorSeen = false;
        ValueCursor cursor = new ValueCursor(part);
        boolean leading = cursor.peek() instanceof Delim(int c) && (c == '>' || c == '+' || c == '~');
        return switch (nesting) {
            case Nesting.None() -> complex(cursor, Form.PLAIN, null, true);
            case Nesting.Scoped() ->
                leading
                        ? complex(cursor, Form.RELATIVE_TO_ANCHOR, new Compound(List.of(nestingSelector())), true)
                        : complex(cursor, Form.PLAIN, null, true);
            case Nesting.Within(SelectorList _) -> within(part, leading);
        };
    }

    private @Nullable Selector within(List<ComponentValue> part, boolean leading) {
        if (!leading) {
            Selector plain = complex(new ValueCursor(part), Form.PLAIN, null, true);
            if (plain == null || nestingSelectorSeen) {
                return plain;
            }
        }
        Compound parent = new Compound(List.of(nestingSelector()));
        return complex(new ValueCursor(part), Form.RELATIVE_TO_ANCHOR, parent, true);
    }

    private @Nullable Selector complex(ValueCursor cursor, Form form, @Nullable Compound left, boolean pseudoElements) {
        return complex(cursor, form, left, pseudoElements, form == Form.RELATIVE_TO_ANCHOR && !pseudoElements);
    }

    /** @param left what a relative selector is relative to */
    private @Nullable Selector complex(
            ValueCursor cursor, Form form, @Nullable Compound left, boolean pseudoElements, boolean withinHas) {
        List<Compound> compounds = new ArrayList<>();
        List<Combinator> combinators = new ArrayList<>();
        cursor.skipSpace();
        if (form == Form.RELATIVE_TO_ANCHOR && left != null) {
            compounds.add(left);
            Combinator leading = combinator(cursor);
            combinators.add(leading == null ? Combinator.DESCENDANT : leading);
        }
        PseudoElement pseudoElement = null;
        while (true) {
            CompoundParser parser = new CompoundParser(this, cursor, withinHas, !pseudoElements);
            Compound compound = parser.read();
            if (compound == null || compounds.size() == MAX_COMPOUNDS) {
                return null;
            }
            compounds.add(compound);
            pseudoElement = parser.pseudoElement();
            Combinator next = combinator(cursor);
            if (!cursor.more()) {
                boolean dangling = next != null && next != Combinator.DESCENDANT;
                boolean misplaced = pseudoElement != null && !pseudoElements;
                return dangling || misplaced
                        ? null
                        : new Selector(compounds.reversed(), combinators.reversed(), pseudoElement);
            }
            if (next == null || pseudoElement != null) {
                return null;
            }
            combinators.add(next);
        }
    }

    /** The combinator here, with the white space around it; null without one. */
    private static @Nullable Combinator combinator(ValueCursor cursor) {
        boolean space = cursor.skipSpace();
        Combinator found = switch (cursor.peek()) {
            case Delim(int c) when c == '>' -> Combinator.CHILD;
            case Delim(int c) when c == '+' -> Combinator.NEXT_SIBLING;
            case Delim(int c) when c == '~' -> Combinator.LATER_SIBLING;
            case null, default -> null;
        };
        if (found == null) {
            return space ? Combinator.DESCENDANT : null;
        }
        cursor.advance();
        cursor.skipSpace();
        return found;
    }

    private static boolean containsNesting(List<ComponentValue> values) {
        for (ComponentValue value : values) {
            boolean found = switch (value) {
                case Delim(int c) -> c == '&';
                case ComponentValue.Function function -> containsNesting(function.arguments());
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }
}
