package io.pressrun.css.selector;

import io.pressrun.css.selector.SimpleSelector.AnyOf;
import io.pressrun.css.selector.SimpleSelector.ClassName;
import io.pressrun.css.selector.SimpleSelector.IdName;
import io.pressrun.css.selector.SimpleSelector.InNamespace;
import io.pressrun.css.selector.SimpleSelector.Not;
import io.pressrun.css.selector.SimpleSelector.TypeName;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Block;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Hash;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.ComponentValue.Text;
import io.pressrun.css.syntax.Names;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one compound selector (selectors-4, 3.1) with the pseudo-element at its end. */
final class CompoundParser {
    private final SelectorParser selectors;
    private final ValueCursor cursor;
    private final boolean withinHas;
    private final boolean argument;
    private final List<SimpleSelector> simples = new ArrayList<>();
    private @Nullable PseudoElement pseudoElement;
    private boolean namespaced;

    /** @param argument whether it is within a function, where no namespace goes without saying */
    CompoundParser(SelectorParser selectors, ValueCursor cursor, boolean withinHas, boolean argument) {
        this.argument = argument;
        this.selectors = selectors;
        this.cursor = cursor;
        this.withinHas = withinHas;
    }

    boolean withinHas() {
        return withinHas;
    }

    /** The pseudo-element that was read last. */
    @Nullable
    PseudoElement pseudoElement() {
        return pseudoElement;
    }

    /** The compound selector; null if there is none or it is invalid. */
    @Nullable
    Compound read() {
        int before = cursor.rest().size();
        if (!typeSelector()) {
            return null;
        }
        while (startsSubclass()) {
            if (!subclass()) {
                return null;
            }
        }
        if (cursor.rest().size() == before) {
            return null;
        }
        String byDefault = selectors.namespaces().byDefault();
        if (!namespaced && byDefault != null && !argument) {
            simples.add(new InNamespace(byDefault));
        }
        return new Compound(simples);
    }

    private boolean startsSubclass() {
        return cursor.peek() instanceof Hash
                || cursor.isAt('.')
                || cursor.isAt('&')
                || cursor.isAt(Mark.COLON)
                || (cursor.peek() instanceof Block(char open, List<ComponentValue> _) && open == '[');
    }

    /** Reads a type or universal selector, if one is here; false if it is invalid. */
    private boolean typeSelector() {
        if (cursor.isAt('|')) {
            cursor.advance();
            return name("");
        }
        if (cursor.isDelimiter(1, '|') && (cursor.peek() instanceof Ident || cursor.isAt('*'))) {
            if (cursor.take('*')) {
                cursor.advance();
                namespaced = true;
                return name(null);
            }
            String address = cursor.peek() instanceof Ident(String prefix)
                    ? selectors.namespaces().prefixes().get(prefix)
                    : null;
            cursor.advance();
            cursor.advance();
            return address != null && name(address);
        }
        if (cursor.peek() instanceof Ident || cursor.isAt('*')) {
            String byDefault = selectors.namespaces().byDefault();
            namespaced = true;
            return name(byDefault);
        }
        return true;
    }

    /** @param namespace null for any */
    private boolean name(@Nullable String namespace) {
        if (namespace != null) {
            simples.add(new InNamespace(namespace));
            namespaced = true;
        }
        if (cursor.take('*')) {
            return true;
        }
        if (!(cursor.peek() instanceof Ident(String name))) {
            return false;
        }
        cursor.advance();
        simples.add(new TypeName(name, Names.lower(name)));
        return true;
    }

    private boolean subclass() {
        ComponentValue here = cursor.peek();
        cursor.advance();
        return switch (here) {
            case Hash(String name, boolean id) -> !after() && id && simples.add(new IdName(name));
            case Block(char _, List<ComponentValue> content) ->
                !after() && add(AttributeParser.parse(content, selectors.namespaces()));
            case Mark _ -> cursor.take(Mark.COLON) ? element() : pseudoClass();
            case null, default -> !after() && classOrNesting(here);
        };
    }

    private boolean after() {
        return pseudoElement != null;
    }

    private boolean classOrNesting(@Nullable ComponentValue delimiter) {
        if (delimiter instanceof ComponentValue.Delim(int c) && c == '&') {
            return simples.add(selectors.nestingSelector());
        }
        if (!(cursor.peek() instanceof Ident(String name))) {
            return false;
        }
        cursor.advance();
        return simples.add(new ClassName(name));
    }

    private boolean add(@Nullable SimpleSelector simple) {
        return simple != null && simples.add(simple);
    }

    private boolean element() {
        ComponentValue here = cursor.peek();
        cursor.advance();
        PseudoElement found = switch (here) {
            case Ident(String name) -> PseudoNames.pseudoElement(Names.lower(name));
            case Function function -> PseudoNames.pseudoElementFunction(function.name());
            case null, default -> null;
        };
        return found != null && put(found);
    }

    /** A pseudo-element of another, such as the marker of what stands before a list item, is never there. */
    private boolean put(PseudoElement found) {
        pseudoElement = pseudoElement == null ? found : PseudoElement.ABSENT;
        return true;
    }

    private boolean pseudoClass() {
        ComponentValue here = cursor.peek();
        cursor.advance();
        if (here instanceof Ident(String written)) {
            String name = Names.lower(written);
            PseudoElement old = PseudoNames.writtenWithOneColon(name) ? PseudoNames.pseudoElement(name) : null;
            return old == null ? pseudoClass(PseudoNames.pseudoClass(name)) : put(old);
        }
        return here instanceof Function function && pseudoClass(function(function.name(), function.arguments()));
    }

    /** A pseudo-element that is hovered, focused or the like is never there. */
    private boolean pseudoClass(@Nullable SimpleSelector found) {
        if (found != null && after()) {
            pseudoElement = PseudoElement.ABSENT;
        }
        return add(found);
    }

    private @Nullable SimpleSelector function(String name, List<ComponentValue> arguments) {
        return switch (name) {
            case "is", "-webkit-any", "matches" -> any(arguments, name.equals("is"));
            case "where" -> new AnyOf(selectors.forgiving(arguments, this), Specificity.ZERO);
            case "not" -> {
                SelectorList list = selectors.strict(arguments, this);
                yield list == null ? null : new Not(list);
            }
            case "has" -> {
                List<Selector> relatives = withinHas ? null : selectors.relative(arguments);
                yield relatives == null ? null : new HasPseudo(relatives);
            }
            case "nth-child" -> nth(arguments, false, false);
            case "nth-last-child" -> nth(arguments, true, false);
            case "nth-of-type" -> nth(arguments, false, true);
            case "nth-last-of-type" -> nth(arguments, true, true);
            case "lang" -> lang(arguments);
            case "dir" -> dir(arguments);
            default -> PseudoNames.neverMatchingFunction(name) ? StructuralPseudo.NEVER : null;
        };
    }

    private @Nullable SimpleSelector any(List<ComponentValue> arguments, boolean forgiving) {
        SelectorList list = forgiving ? selectors.forgiving(arguments, this) : selectors.strict(arguments, this);
        return list == null ? null : new AnyOf(list, list.specificity());
    }

    private @Nullable SimpleSelector nth(List<ComponentValue> arguments, boolean fromEnd, boolean ofType) {
        ValueCursor inside = new ValueCursor(Values.trimmed(arguments));
        NthPlaces places = NthPlaces.read(inside);
        if (places == null) {
            return null;
        }
        boolean space = inside.skipSpace();
        SelectorList of = null;
        if (inside.more()) {
            boolean word = inside.peek() instanceof Ident(String name) && name.equalsIgnoreCase("of");
            inside.advance();
            of = space && word && !ofType ? selectors.strict(inside.rest(), this) : null;
            if (of == null) {
                return null;
            }
        }
        return new NthPseudo(places, fromEnd, ofType, of);
    }

    private static @Nullable SimpleSelector lang(List<ComponentValue> arguments) {
        List<String> ranges = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(arguments)) {
            if (part.size() == 1 && part.getFirst() instanceof Ident(String name)) {
                ranges.add(Names.lower(name));
            } else if (part.size() == 1 && part.getFirst() instanceof Text(String text)) {
                ranges.add(Names.lower(text));
            } else if (part.size() == 2
                    && part.getFirst() instanceof ComponentValue.Delim(int c)
                    && c == '*'
                    && part.getLast() instanceof Ident(String name)) {
                ranges.add("*" + Names.lower(name));
            } else {
                return null;
            }
        }
        return new LinguisticPseudo.Lang(ranges);
    }

    private static @Nullable SimpleSelector dir(List<ComponentValue> arguments) {
        List<ComponentValue> word = Values.trimmed(arguments);
        if (word.size() != 1 || !(word.getFirst() instanceof Ident(String name))) {
            return null;
        }
        return switch (Names.lower(name)) {
            case "rtl" -> new LinguisticPseudo.Dir(true);
            case "ltr" -> new LinguisticPseudo.Dir(false);
            default -> new LinguisticPseudo.NoDirection();
        };
    }
}
