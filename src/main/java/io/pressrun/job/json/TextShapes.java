package io.pressrun.job.json;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/** Shapes of text that a pattern alone cannot describe. */
final class TextShapes {
    static final int MAX_URL = 8192;
    static final int MAX_KEY_BYTES = 1024;
    static final int MAX_PASSWORD_BYTES = 127;

    /** The smallest and the largest side of a page in default user space (ISO 32000-1, annex C.2). */
    private static final double MIN_PAGE_POINTS = 3;

    private static final double MAX_PAGE_POINTS = 14400;
    private static final Pattern SPACES = Pattern.compile(" +");

    private TextShapes() {}

    static boolean isHttpUrl(String text) {
        return Grammar.HTTP_URL.matcher(text).matches() && isUri(text);
    }

    static boolean isOrigin(String text) {
        return Grammar.ORIGIN.matcher(text).matches() && isUri(text);
    }

    static boolean isObject(String text) {
        return Grammar.S3_URI.matcher(text).matches()
                || Grammar.FILE_PATH.matcher(text).matches();
    }

    static boolean isAssetUri(String text) {
        if (Grammar.DATA_URI.matcher(text).lookingAt()) {
            return true;
        }
        return text.length() <= MAX_URL
                && (isHttpUrl(text) || Grammar.S3_URI.matcher(text).matches());
    }

    static boolean isOutputKey(String text) {
        return Grammar.RELATIVE_PATH.matcher(text).matches() && utf8Length(text) <= MAX_KEY_BYTES;
    }

    /** Longer passwords would be cut by the PDF's own rules (ISO 32000-2, 7.6.4.3.3). */
    static boolean isPassword(String text) {
        return Grammar.LINE.matcher(text).matches() && utf8Length(text) <= MAX_PASSWORD_BYTES;
    }

    static boolean isPageSize(String text) {
        return Grammar.PAGE_SIZE.matcher(text).matches() && lengthsAreWithin(text, MIN_PAGE_POINTS);
    }

    static boolean isPageMargin(String text) {
        return Grammar.PAGE_MARGIN.matcher(text).matches() && lengthsAreWithin(text, 0);
    }

    static boolean isDateTime(String text) {
        if (!Grammar.DATE_TIME.matcher(text).matches()) {
            return false;
        }
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Looks closer than the pattern does: at the digits of an IPv6 address, for one. */
    private static boolean isUri(String text) {
        try {
            return new URI(text).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean lengthsAreWithin(String text, double minPoints) {
        for (String part : SPACES.split(text, -1)) {
            boolean length = part.charAt(0) == '.' || Character.isDigit(part.charAt(0));
            if (length && (points(part) < minPoints || points(part) > MAX_PAGE_POINTS)) {
                return false;
            }
        }
        return true;
    }

    /** A CSS length in points (css-values-4, section 6.2). */
    private static double points(String length) {
        int unit = length.length();
        while (Character.isLetter(length.charAt(unit - 1))) {
            unit--;
        }
        double number = Double.parseDouble(length.substring(0, unit));
        return switch (length.substring(unit).toLowerCase(Locale.ROOT)) {
            case "mm" -> number * 72 / 25.4;
            case "cm" -> number * 72 / 2.54;
            case "q" -> number * 72 / 101.6;
            case "in" -> number * 72;
            case "pc" -> number * 12;
            case "px" -> number * 0.75;
            default -> number;
        };
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
