package io.pressrun.document;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a media query list (mediaqueries-4) holds for a printed page. Widths are compared with A4 at 96 dots per inch;
 * a feature that cannot be judged counts as true, so that nothing is lost.
 */
final class MediaQueries {
    private static final int PAGE_WIDTH = 794;
    private static final int MAX_LENGTH = 2_000;
    private static final Set<String> FALSE_ON_PAPER = Set.of(
            "prefers-color-scheme: dark",
            "orientation: landscape",
            "hover: hover",
            "any-hover: hover",
            "pointer: fine",
            "pointer: coarse",
            "any-pointer: fine",
            "any-pointer: coarse",
            "update: fast",
            "scripting: enabled",
            "display-mode: standalone");
    private static final Pattern WIDTH =
            Pattern.compile("(min|max)-(?:device-)?width: ?([0-9]{0,9}(?:\\.[0-9]{1,9})?)(px|em|rem|pt|cm|mm|in)?");

    private MediaQueries() {}

    static boolean mayPrint(String list) {
        if (list.isBlank() || list.length() > MAX_LENGTH) {
            return true;
        }
        for (String query : list.split(",", -1)) {
            if (queryMayPrint(query.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))) {
                return true;
            }
        }
        return false;
    }

    private static boolean queryMayPrint(String query) {
        boolean negated = query.startsWith("not ") && !query.startsWith("not (");
        String positive = query.replaceFirst("^(?:not|only) (?!\\()", "");
        String type = positive.startsWith("(") || positive.startsWith("not (") ? "all" : positive.split("[ (]", 2)[0];
        boolean typeFits = type.equals("all") || type.equals("print");
        if (negated) {
            return !typeFits || positive.contains("(");
        }
        return typeFits && (positive.contains(" or ") || positive.contains("not (") || featuresMayHold(positive));
    }

    private static boolean featuresMayHold(String query) {
        int open = query.indexOf('(');
        while (open >= 0) {
            int close = query.indexOf(')', open);
            String feature = query.substring(open + 1, close < 0 ? query.length() : close)
                    .strip()
                    .replaceFirst(" ?: ?", ": ");
            if (FALSE_ON_PAPER.contains(feature) || !widthHolds(feature)) {
                return false;
            }
            open = query.indexOf('(', open + 1);
        }
        return true;
    }

    private static boolean widthHolds(String feature) {
        Matcher matcher = WIDTH.matcher(feature);
        if (!matcher.matches() || matcher.group(2).isEmpty()) {
            return true;
        }
        String unit = matcher.group(3) == null ? "px" : matcher.group(3);
        double pixels = Double.parseDouble(matcher.group(2))
                * switch (unit) {
                    case "em", "rem" -> 16;
                    case "pt" -> 96 / 72.0;
                    case "in" -> 96;
                    case "cm" -> 96 / 2.54;
                    case "mm" -> 96 / 25.4;
                    default -> 1;
                };
        return matcher.group(1).equals("min") ? PAGE_WIDTH >= Math.round(pixels) : PAGE_WIDTH <= Math.round(pixels);
    }
}
