package io.pressrun.css.property;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.ComponentValue;
import java.util.List;

/** The functions that are replaced before a value is read: {@code var()}, {@code env()} and {@code attr()}. */
public final class References {
    /** What was found in a value. */
    public enum Found {
        NONE,
        SOME,
        /** An {@code attr()} among them, so that the value depends on the element itself. */
        ATTRIBUTE,
        /** One that is not written as it must be, or a token that no value may have. */
        WRONG
    }

    private static final int MAX_DEPTH = 128;

    private References() {}

    /**
     * Looks for them.
     *
     * @param attributes whether {@code attr()} counts; in generated content it is a value of its own
     */
    public static Found in(List<ComponentValue> values, boolean attributes) {
        return in(values, attributes, 0);
    }

    private static Found in(List<ComponentValue> values, boolean attributes, int depth) {
        Found found = Found.NONE;
        for (ComponentValue value : values) {
            Found here = switch (value) {
                case ComponentValue.Function(String name, List<ComponentValue> arguments) -> {
                    Found inner = depth > MAX_DEPTH ? Found.WRONG : in(arguments, attributes, depth + 1);
                    yield inner == Found.WRONG ? inner : more(inner, function(name, arguments, attributes));
                }
                case ComponentValue.Block(char _, List<ComponentValue> content) ->
                    depth > MAX_DEPTH ? Found.WRONG : in(content, attributes, depth + 1);
                case ComponentValue.Mark mark ->
                    switch (mark) {
                        case BAD_STRING, BAD_URL, STRAY_CLOSE -> Found.WRONG;
                        case WHITE_SPACE, COLON, SEMICOLON, COMMA, CDO, CDC -> Found.NONE;
                    };
                case ComponentValue.Ident _,
                        ComponentValue.AtKeyword _,
                        ComponentValue.Hash _,
                        ComponentValue.Text _,
                        ComponentValue.Url _,
                        ComponentValue.Number _,
                        ComponentValue.Percentage _,
                        ComponentValue.Dimension _,
                        ComponentValue.Delim _ -> Found.NONE;
            };
            if (here == Found.WRONG) {
                return here;
            }
            found = more(found, here);
        }
        return found;
    }

    private static Found more(Found one, Found other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Found function(String name, List<ComponentValue> arguments, boolean attributes) {
        Cursor at = new Cursor(arguments);
        boolean known = switch (name) {
            case "var", "env" -> true;
            case "attr" -> attributes;
            default -> false;
        };
        if (!known) {
            return Found.NONE;
        }
        if (!(at.next() instanceof ComponentValue.Ident(String first))) {
            return Found.WRONG;
        }
        if (name.equals("var")) {
            boolean whole = first.startsWith("--") && first.length() > 2;
            return whole && (at.atEnd() || at.takeComma()) ? Found.SOME : Found.WRONG;
        }
        return name.equals("attr") ? Found.ATTRIBUTE : Found.SOME;
    }
}
