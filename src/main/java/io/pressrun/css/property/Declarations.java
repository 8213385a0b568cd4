package io.pressrun.css.property;

import io.pressrun.css.grammar.ValueGrammar;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.property.Expansion.Assignment;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads declarations: a property and its component values to values of longhands. */
public final class Declarations {
    private static final int MAX_SHOWN = 80;
    private static final Pattern FOREIGN = Pattern.compile("(?:-(?:moz|ms|o|webkit|khtml|apple)|mso)-");
    private static final Map<Wide, Expansion> ALL = all();
    private static final ValueGrammar PAGE_BREAK = ValueGrammar.of("auto | avoid | always | left | right");
    private static final ValueGrammar COLUMN_BREAK = ValueGrammar.of("auto | avoid | always");
    private static final ValueGrammar NO_BREAK = ValueGrammar.of("auto | avoid");

    private Declarations() {}

    /**
     * What a declaration comes to.
     *
     * @param name in lower case, but for a custom property
     * @param value without {@code !important}
     * @param quirks whether the document is in quirks mode
     */
    public static Expansion expand(String name, List<ComponentValue> value, boolean quirks) {
        if (name.startsWith("--")) {
            return custom(name, value);
        }
        Wide wide = Wide.of(value);
        if (name.equals("all")) {
            Expansion whole = wide == null ? null : ALL.get(wide);
            return whole == null ? invalid(name, value) : whole;
        }
        Property property = Properties.named(name);
        if (property == null) {
            Role role = Unprinted.role(name);
            return role == Role.INVISIBLE ? new Expansion.Invisible() : new Expansion.Unknown(role);
        }
        if (wide != null) {
            return each(property, wide);
        }
        References.Found found = References.in(value, !generated(property));
        return switch (found) {
            case WRONG -> invalid(name, value);
            case SOME, ATTRIBUTE -> {
                boolean attributes = found == References.Found.ATTRIBUTE;
                yield each(property, new Specified.Pending(name, property, value, quirks, attributes));
            }
            case NONE -> {
                List<Assignment> read = read(name, property, value, quirks);
                yield read == null ? invalid(name, value) : new Expansion.Longhands(read);
            }
        };
    }

    /**
     * Whether a browser would take the declaration, as {@code @supports} asks.
     *
     * @param name in lower case, but for a custom property
     */
    public static boolean supports(String name, List<ComponentValue> value) {
        return switch (expand(name, value, false)) {
            case Expansion.Longhands _, Expansion.Custom _ -> true;
            case Expansion.Invisible _ -> !value.isEmpty();
            case Expansion.Unknown _, Expansion.Invalid _ -> false;
        };
    }

    /** The values of a pending declaration after its replacement; null if it is invalid then. */
    public static @Nullable List<Assignment> resolved(Specified.Pending pending, List<ComponentValue> replaced) {
        Wide wide = Wide.of(replaced);
        if (wide != null && each(pending.property(), wide) instanceof Expansion.Longhands(List<Assignment> all)) {
            return all;
        }
        return read(pending.name(), pending.property(), replaced, pending.quirks());
    }

    private static @Nullable List<Assignment> read(
            String name, Property property, List<ComponentValue> value, boolean quirks) {
        Cursor at = new Cursor(value, quirks);
        return switch (property) {
            case Longhand longhand -> {
                Value parsed = name.equals(longhand.name()) ? longhand.parse(at) : aliased(name, longhand, at);
                yield parsed == null ? null : List.of(new Assignment(longhand, new Specified.Known(parsed)));
            }
            case Shorthand shorthand -> {
                @Nullable Value[] parsed = shorthand.parse(at);
                if (parsed == null) {
                    yield null;
                }
                List<Assignment> assignments = new ArrayList<>(parsed.length);
                for (int index = 0; index < parsed.length; index++) {
                    Longhand longhand = shorthand.longhands().get(index);
                    Value its = parsed[index];
                    assignments.add(
                            new Assignment(longhand, new Specified.Known(its == null ? longhand.initial() : its)));
                }
                yield assignments;
            }
        };
    }

    /** The older properties of breaks have fewer values, one of which means another today (css-break-4, 3.4). */
    private static @Nullable Value aliased(String name, Longhand longhand, Cursor at) {
        Value value = switch (name) {
            case "page-break-before", "page-break-after" -> PAGE_BREAK.parse(at);
            case "-webkit-column-break-before", "-webkit-column-break-after" -> COLUMN_BREAK.parse(at);
            case "page-break-inside", "-webkit-column-break-inside" -> NO_BREAK.parse(at);
            default -> longhand.parse(at);
        };
        boolean always = value != null && value.is("always");
        return always ? new Value.Keyword(name.startsWith("page-") ? "page" : "column") : value;
    }

    private static boolean generated(Property property) {
        return switch (property.name()) {
            case "content", "string-set", "bookmark-label" -> true;
            default -> false;
        };
    }

    private static Expansion custom(String name, List<ComponentValue> value) {
        Wide wide = Wide.of(value);
        if (wide != null) {
            return new Expansion.Custom(name, wide);
        }
        References.Found found = References.in(value, true);
        return name.length() == 2 || found == References.Found.WRONG
                ? invalid(name, value)
                : new Expansion.Custom(
                        name,
                        new Specified.Tokens(
                                value, found != References.Found.NONE, found == References.Found.ATTRIBUTE));
    }

    private static Expansion each(Property property, Specified value) {
        return new Expansion.Longhands(property.longhands().stream()
                .map(longhand -> new Assignment(longhand, value))
                .toList());
    }

    private static Map<Wide, Expansion> all() {
        Map<Wide, Expansion> all = new EnumMap<>(Wide.class);
        for (Wide wide : Wide.values()) {
            all.put(
                    wide,
                    new Expansion.Longhands(Properties.all().stream()
                            .filter(longhand -> longhand.logical() == null)
                            .filter(longhand -> !longhand.name().equals("direction")
                                    && !longhand.name().equals("unicode-bidi"))
                            .map(longhand -> new Assignment(longhand, wide))
                            .toList()));
        }
        return all;
    }

    private static Expansion invalid(String name, List<ComponentValue> value) {
        String text = Values.text(value).strip();
        String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return new Expansion.Invalid(
                shown.isEmpty() ? name + " has no value" : name + " does not take \"" + shown + "\"", isForeign(value));
    }

    private static boolean isForeign(List<ComponentValue> values) {
        return values.stream().anyMatch(value -> switch (value) {
            case ComponentValue.Ident(String name) -> isForeign(name);
            case ComponentValue.Function(String name, List<ComponentValue> arguments) ->
                isForeign(name) || isForeign(arguments);
            case ComponentValue.Block _,
                    ComponentValue.AtKeyword _,
                    ComponentValue.Hash _,
                    ComponentValue.Text _,
                    ComponentValue.Url _,
                    ComponentValue.Number _,
                    ComponentValue.Percentage _,
                    ComponentValue.Dimension _,
                    ComponentValue.Delim _,
                    ComponentValue.Mark _ -> false;
        });
    }

    private static boolean isForeign(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "progid", "expression", "alpha", "hand" -> true;
            default -> FOREIGN.matcher(lower).lookingAt();
        };
    }
}
