package io.pressrun.css.grammar;

import static java.util.Map.entry;

import io.pressrun.css.color.Color;
import io.pressrun.css.color.ColorParser;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types that definitions name between angle brackets. */
final class Productions {
    private static final Set<String> NEVER_AUTHORS =
            Set.of("initial", "inherit", "unset", "revert", "revert-layer", "default", "none");

    /** Types that are definitions themselves. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            entry("line-style", "none | hidden | dotted | dashed | solid | double | groove | ridge | inset | outset"),
            entry("line-width", "thin | medium | thick | <length [0,∞]>"),
            entry("box", "border-box | padding-box | content-box"),
            entry("size", "auto | <length-percentage [0,∞]>"),
            entry(
                    "extent",
                    "min-content | max-content | fit-content | stretch | -webkit-fill-available |"
                            + " -webkit-min-content | -webkit-max-content | -webkit-fit-content |"
                            + " intrinsic | min-intrinsic | fit-content( <length-percentage [0,∞]> )"),
            entry(
                    "counter-style",
                    "<custom-ident> | symbols( [ cyclic | numeric | alphabetic | symbolic | fixed ]?"
                            + " [ <string> | <image> ]+ )"),
            entry(
                    "break",
                    "auto | avoid | always | all | avoid-page | page | left | right | recto | verso |"
                            + " avoid-column | column | avoid-region | region"),
            entry("content-distribution", "space-between | space-around | space-evenly | stretch"),
            entry("overflow-position", "unsafe | safe"),
            entry("baseline", "baseline | [ [ first | last ] baseline ]"),
            entry("self-place", "center | start | end | self-start | self-end | flex-start | flex-end"),
            entry("content-place", "center | start | end | flex-start | flex-end"),
            entry(
                    "grid-line",
                    "auto | [ span && [ <integer [1,∞]> || <grid-name> ] ] |"
                            + " [ <integer> && <grid-name>? ] | <grid-name>"),
            entry("counters", "[ <custom-ident> <integer>? ]+"),
            entry("radius", "[ <length-percentage [0,∞]>{1,2} ]"),
            entry(
                    "shape",
                    "inset( <length-percentage>{1,4} [ round <length-percentage [0,∞]>{1,4}"
                            + " [ / <length-percentage [0,∞]>{1,4} ]? ]? ) |"
                            + " circle( [ <length-percentage [0,∞]> | closest-side | farthest-side ]?"
                            + " [ at <position> ]? ) |"
                            + " ellipse( [ [ <length-percentage [0,∞]> | closest-side | farthest-side ]{2} ]?"
                            + " [ at <position> ]? ) |"
                            + " polygon( [ [ nonzero | evenodd ] , ]? [ <length-percentage>{2} ]# ) |"
                            + " path( [ [ nonzero | evenodd ] , ]? <string> ) |"
                            + " rect( [ auto | <length-percentage> ]{4} [ round <length-percentage [0,∞]>{1,4}"
                            + " [ / <length-percentage [0,∞]>{1,4} ]? ]? ) |"
                            + " xywh( <length-percentage>{2} <length-percentage [0,∞]>{2}"
                            + " [ round <length-percentage [0,∞]>{1,4} [ / <length-percentage [0,∞]>{1,4} ]? ]? )"),
            entry(
                    "transform",
                    "matrix( <number>#{6} ) | matrix3d( <number>#{16} ) |"
                            + " translate( <length-percentage> [ , <length-percentage> ]? ) |"
                            + " translatex( <length-percentage> ) | translatey( <length-percentage> ) |"
                            + " translatez( <length> ) |"
                            + " translate3d( <length-percentage> , <length-percentage> , <length> ) |"
                            + " scale( <ratio-number> [ , <ratio-number> ]? ) | scalex( <ratio-number> ) |"
                            + " scaley( <ratio-number> ) | scalez( <ratio-number> ) |"
                            + " scale3d( <ratio-number> , <ratio-number> , <ratio-number> ) |"
                            + " rotate( <angle> ) | rotatex( <angle> ) | rotatey( <angle> ) | rotatez( <angle> ) |"
                            + " rotate3d( <number> , <number> , <number> , <angle> ) |"
                            + " skew( <angle> [ , <angle> ]? ) | skewx( <angle> ) | skewy( <angle> ) |"
                            + " perspective( [ none | <length [0,∞]> ] )"),
            entry(
                    "filter",
                    "<url> | blur( <length [0,∞]>? ) | brightness( <ratio-number [0,∞]>? ) |"
                            + " contrast( <ratio-number [0,∞]>? ) | drop-shadow( <drop-shadow> ) |"
                            + " grayscale( <ratio-number [0,∞]>? ) | hue-rotate( <angle>? ) |"
                            + " invert( <ratio-number [0,∞]>? ) | opacity( <ratio-number [0,∞]>? ) |"
                            + " sepia( <ratio-number [0,∞]>? ) | saturate( <ratio-number [0,∞]>? )"),
            entry(
                    "content-item",
                    "<string> | <image> | open-quote | close-quote | no-open-quote | no-close-quote |"
                            + " counter( <custom-ident> [ , [ <counter-style> | none ] ]? ) |"
                            + " counters( <custom-ident> , <string> [ , [ <counter-style> | none ] ]? ) |"
                            + " attr( <custom-ident> [ string | raw-string ]? [ , <string> ]? ) |"
                            + " target-counter( [ <string> | <url> | attr( <custom-ident> url? ) ] , <custom-ident>"
                            + " [ , <counter-style> ]? ) |"
                            + " target-counters( [ <string> | <url> | attr( <custom-ident> url? ) ] , <custom-ident> ,"
                            + " <string> [ , <counter-style> ]? ) |"
                            + " target-text( [ <string> | <url> | attr( <custom-ident> url? ) ]"
                            + " [ , [ content | before | after | first-letter ] ]? ) |"
                            + " string( <custom-ident> [ , [ first | start | last | first-except ] ]? ) |"
                            + " element( <custom-ident> [ , [ first | start | last | first-except ] ]? ) |"
                            + " leader( [ dotted | solid | space | <string> ] ) |"
                            + " content( [ text | before | after | first-letter | marker ]? ) | contents"));

    private Productions() {}

    static Node named(String name, double least, double most) {
        String definition = NAMED.get(name);
        if (definition != null) {
            return new Definition(definition).read();
        }
        return switch (name) {
            case "length" -> new Numeric(Dimension.LENGTH, false, false, least, most);
            case "length-percentage" -> new Numeric(Dimension.LENGTH, true, false, least, most);
            case "percentage" -> new Numeric(Dimension.PERCENT, false, false, least, most);
            case "number" -> new Numeric(Dimension.NUMBER, false, false, least, most);
            case "integer" -> new Numeric(Dimension.NUMBER, false, true, least, most);
            case "angle" -> new Numeric(Dimension.ANGLE, false, false, least, most);
            case "time" -> new Numeric(Dimension.TIME, false, false, least, most);
            case "resolution" -> new Numeric(Dimension.RESOLUTION, false, false, least, most);
            case "flex" -> new Numeric(Dimension.FLEX, false, false, least, most);
            case "ratio-number" -> new RatioNumber(least, most, false);
            case "alpha" -> new RatioNumber(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);
            case "color" -> Productions::color;
            case "string" -> Productions::string;
            case "url" -> Productions::url;
            case "image" -> new Images();
            case "custom-ident", "grid-name" -> new AuthorName(name.equals("grid-name"), false);
            case "dashed-ident" -> new AuthorName(false, true);
            case "position" -> new Position(false, 4);
            case "bg-position" -> new Position(true, 4);
            case "origin" -> new Position(false, 2);
            case "position-x" -> new Position.Axis("left", "right");
            case "position-y" -> new Position.Axis("top", "bottom");
            case "shadow" -> new Shadows(true, true);
            case "text-shadow" -> new Shadows(false, false);
            case "drop-shadow" -> new Shadows(false, false);
            case "family" -> new Family();
            case "track-list" -> new Tracks(false);
            case "auto-tracks" -> new Tracks(true);
            case "areas" -> new Areas();
            case "any" -> Productions::any;
            default -> throw new IllegalArgumentException("No type is called <" + name + ">.");
        };
    }

    private static boolean add(Cursor at, List<Value> out, @Nullable Value value) {
        if (value == null) {
            return false;
        }
        out.add(value);
        at.advance();
        return true;
    }

    private static boolean color(Cursor at, List<Value> out) {
        ComponentValue here = at.peek();
        Color color = here == null ? null : ColorParser.color(here);
        if (color == null && here != null && at.quirks()) {
            color = hashless(here);
        }
        return add(at, out, color == null ? null : new Value.Paint(color));
    }

    /** A colour without its sign, as in quirks mode. */
    private static @Nullable Color hashless(ComponentValue here) {
        String digits = switch (here) {
            case ComponentValue.Ident(String name) -> name;
            case ComponentValue.Number(double number, boolean integer, boolean signed) ->
                integer && !signed && number < 1e6 ? String.format(Locale.ROOT, "%06d", (long) number) : "";
            case ComponentValue.Dimension(double number, String unit, boolean integer, boolean signed) -> {
                String text = integer && !signed ? (long) number + unit : "";
                yield text.length() == 3 || text.length() >= 6 ? text : "0".repeat(6 - text.length()) + text;
            }
            default -> "";
        };
        boolean fits = digits.length() == 3 || digits.length() == 6;
        return fits ? ColorParser.color(new ComponentValue.Hash(digits, false)) : null;
    }

    private static boolean string(Cursor at, List<Value> out) {
        return add(at, out, at.peek() instanceof ComponentValue.Text(String text) ? new Value.Text(text) : null);
    }

    private static boolean url(Cursor at, List<Value> out) {
        return add(at, out, at.peek() instanceof ComponentValue.Url(String url) ? new Value.Link(url) : null);
    }

    private static boolean any(Cursor at, List<Value> out) {
        if (at.atEnd()) {
            return false;
        }
        out.add(new Value.Raw(at.rest()));
        return true;
    }

    /** A number, or a percentage of one; in a range or clamped to that from 0 to 1. */
    private record RatioNumber(double least, double most, boolean clamped) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            ComponentValue here = at.peek();
            if (here == null) {
                return false;
            }
            Value value = new Numeric(Dimension.NUMBER, false, false, least, most).value(here, false);
            if (value == null
                    && new Numeric(Dimension.PERCENT, false, false, least * 100, most * 100).value(here, false)
                            instanceof Value.Percent(double percent)) {
                value = new Value.Num(percent / 100);
            }
            if (clamped && value instanceof Value.Num(double number)) {
                value = new Value.Num(Math.clamp(number, 0, 1));
            }
            return add(at, out, value);
        }
    }

    /** A name that the author chose. */
    private record AuthorName(boolean ofGrid, boolean dashed) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            if (!(at.peek() instanceof ComponentValue.Ident(String name))) {
                return false;
            }
            String lower = name.toLowerCase(Locale.ROOT);
            boolean taken = NEVER_AUTHORS.contains(lower)
                    || ofGrid && (lower.equals("span") || lower.equals("auto"))
                    || dashed && !name.startsWith("--");
            return add(at, out, taken ? null : new Value.Name(name));
        }
    }

    /** Whether a gradient of it is mixed in sRGB. */
    static boolean legacy(Color color) {
        return switch (color) {
            case Color.Fixed fixed -> fixed.legacy();
            case Color.Current _, Color.Inks _ -> true;
            case Color.Dependent _ -> false;
        };
    }
}
