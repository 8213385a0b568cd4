package io.pressrun.css;

import io.pressrun.css.CssTokens.Token;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges media query lists (mediaqueries-4) for pages of one size, as they are before any margin. A feature that cannot
 * be judged counts as true, so that nothing is lost.
 */
public final class MediaQueries {
    private static final int MAX_FEATURE_LENGTH = 100;
    private static final Set<String> FALSE_ON_PAPER = Set.of(
            "prefers-color-scheme: dark",
            "hover: hover",
            "any-hover: hover",
            "pointer: fine",
            "pointer: coarse",
            "any-pointer: fine",
            "any-pointer: coarse",
            "update: fast",
            "scripting: enabled",
            "display-mode: standalone");
    private static final String SIDE = "(?:device-)?(width|height)";
    private static final String LENGTH = "([0-9]{0,9}(?:\\.[0-9]{1,9})?)(px|em|rem|pt|cm|mm|in)?";
    private static final Pattern LIMIT = Pattern.compile("(min|max)-" + SIDE + ": " + LENGTH);
    private static final Pattern RANGE =
            Pattern.compile("(?:" + LENGTH + "([<>])=?)?" + SIDE + "(?:([<>])=?" + LENGTH + ")?");
    /** What the engine cannot lay out. */
    private static final Pattern UNSUPPORTED = Pattern.compile("(?:.*[^a-z])?(?:sub)?(?:grid|flex)(?:[^a-z].*)?");

    private final PageSize page;

    public MediaQueries(PageSize page) {
        this.page = page;
    }

    /** Whether the list may hold for a printed page; comments in it count for nothing. */
    public boolean mayPrint(String list) {
        return anyHolds(new CssCondition(list, this::feature));
    }

    /**
     * Whether an imported stylesheet may apply (css-cascade-5, section 2).
     *
     * @param conditions what follows its address: a layer, a supports condition, a media query list
     */
    boolean mayImport(String conditions) {
        CssCondition reader = new CssCondition(conditions, this::feature);
        if (reader.isAt("layer")) {
            reader.skip();
        }
        if (reader.isAt(Token.FUNCTION) && reader.isAt("supports")) {
            CssCondition supports = reader.with(MediaQueries::supportsFeature);
            if (supports.enclosed() < CssCondition.UNKNOWN) {
                return false;
            }
            reader = supports.with(this::feature);
        }
        return anyHolds(reader);
    }

    /** Whether the engine may be expected to do what the condition of an {@code @supports} rule asks for. */
    static boolean maySupport(String condition) {
        return new CssCondition(condition, MediaQueries::supportsFeature).read() >= CssCondition.UNKNOWN;
    }

    private static int supportsFeature(String feature) {
        return feature.length() <= MAX_FEATURE_LENGTH
                        && UNSUPPORTED.matcher(feature).matches()
                ? CssCondition.FALSE
                : CssCondition.TRUE;
    }

    private static boolean anyHolds(CssCondition list) {
        boolean holds = !list.more();
        while (list.more()) {
            holds |= query(list) >= CssCondition.UNKNOWN;
            while (list.more() && !list.isAt(Token.COMMA)) {
                list.skip();
            }
            list.advance();
        }
        return holds;
    }

    private static int query(CssCondition list) {
        boolean negated = list.isAt(Token.IDENT) && list.isAt("not");
        if (negated || list.isAt("only")) {
            list.advance();
        }
        int value = CssCondition.TRUE;
        if (list.isAt(Token.IDENT)) {
            value = list.isAt("all") || list.isAt("print") ? CssCondition.TRUE : CssCondition.FALSE;
            list.advance();
            if (list.isAt("and")) {
                list.advance();
                value = Math.min(value, list.read());
            }
        } else {
            value = list.read();
        }
        return negated ? -value : value;
    }

    private int feature(String feature) {
        if (feature.length() > MAX_FEATURE_LENGTH) {
            return CssCondition.UNKNOWN;
        }
        String spaced = feature.replaceFirst(" ?: ?", ": ");
        if (FALSE_ON_PAPER.contains(spaced)) {
            return CssCondition.FALSE;
        }
        if (spaced.equals("orientation: portrait") || spaced.equals("orientation: landscape")) {
            return value(spaced.endsWith("landscape") == (page.widthInPixels() > page.heightInPixels()));
        }
        Matcher limit = LIMIT.matcher(spaced);
        if (limit.matches()) {
            return compared(limit.group(2), limit.group(1).equals("min") ? ">" : "<", limit.group(3), limit.group(4));
        }
        Matcher range = RANGE.matcher(feature.replace(" ", ""));
        if (!range.matches() || (range.group(3) == null && range.group(5) == null)) {
            return CssCondition.UNKNOWN;
        }
        int first = range.group(3) == null
                ? CssCondition.TRUE
                : compared(range.group(4), range.group(3).equals("<") ? ">" : "<", range.group(1), range.group(2));
        int second = range.group(5) == null
                ? CssCondition.TRUE
                : compared(range.group(4), range.group(5), range.group(6), range.group(7));
        return Math.min(first, second);
    }

    private int compared(String side, String operator, String number, @Nullable String unit) {
        if (number.isEmpty()) {
            return CssCondition.UNKNOWN;
        }
        double pixels = Double.parseDouble(number)
                * switch (unit == null ? "px" : unit) {
                    case "em", "rem" -> 16;
                    case "pt" -> 96 / 72.0;
                    case "in" -> 96;
                    case "cm" -> 96 / 2.54;
                    case "mm" -> 96 / 25.4;
                    default -> 1;
                };
        long own = Math.round(side.equals("width") ? page.widthInPixels() : page.heightInPixels());
        return value(operator.equals(">") ? own >= Math.round(pixels) : own <= Math.round(pixels));
    }

    private static int value(boolean holds) {
        return holds ? CssCondition.TRUE : CssCondition.FALSE;
    }
}
