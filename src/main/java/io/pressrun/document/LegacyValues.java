package io.pressrun.document;

import io.pressrun.css.color.NamedColors;
import java.util.Locale;
import java.util.Optional;

/** Values of presentational attributes (HTML standard, 2.3.4.4 and 2.3.6), turned into those of CSS. */
final class LegacyValues {
    private static final int MAX_COLOUR = 128;
    private static final int HEX = 16;

    private LegacyValues() {}

    /** A length in pixels or a percentage by the rules for dimension values; empty when there is none. */
    static Optional<String> dimension(String text) {
        String stripped = text.strip();
        int end = 0;
        boolean point = false;
        while (end < stripped.length()
                && (isDigit(stripped.charAt(end)) || !point && end > 0 && stripped.charAt(end) == '.')) {
            point |= stripped.charAt(end) == '.';
            end++;
        }
        if (end == 0) {
            return Optional.empty();
        }
        String number = stripped.substring(0, end);
        if (number.endsWith(".")) {
            number = number.substring(0, number.length() - 1);
        }
        boolean percent = end < stripped.length() && stripped.charAt(end) == '%';
        return Optional.of(number + (percent ? "%" : "px"));
    }

    /** As {@link #dimension}, but a zero says nothing. */
    static Optional<String> nonZeroDimension(String text) {
        return dimension(text).filter(length -> !length.matches("0*(\\.0*)?(px|%)"));
    }

    /** A whole number that is not negative, in pixels. */
    static Optional<String> pixels(String text) {
        return integer(text).filter(number -> number >= 0).map(number -> number + "px");
    }

    /** A whole number by the rules for integers; what follows it is passed over. */
    static Optional<Integer> integer(String text) {
        String stripped = text.strip();
        int end = stripped.startsWith("-") || stripped.startsWith("+") ? 1 : 0;
        int digits = end;
        while (end < stripped.length() && isDigit(stripped.charAt(end)) && end - digits < 9) {
            end++;
        }
        return end == digits ? Optional.empty() : Optional.of(Integer.valueOf(stripped.substring(0, end)));
    }

    /** A colour by the rules for legacy colour values, as a name or {@code #rrggbb}; empty when there is none. */
    static Optional<String> colour(String text) {
        String colour = text.strip().toLowerCase(Locale.ROOT);
        if (colour.isEmpty() || colour.equals("transparent")) {
            return Optional.empty();
        }
        if (colour.matches("[a-z]+") && !colour.matches("[a-f]{3}|[a-f]{6}")) {
            return Optional.of(NamedColors.named(colour) != null ? colour : fromDigits(colour));
        }
        if (colour.matches("#[0-9a-f]{3}")) {
            return Optional.of(colour);
        }
        return Optional.of(fromDigits(colour));
    }

    /** Takes what is no digit for a zero and reads three parts of equal length. */
    private static String fromDigits(String colour) {
        String digits = colour.codePoints()
                .limit(MAX_COLOUR)
                .collect(
                        StringBuilder::new,
                        (all, c) -> all.append(c > 0xFFFF ? "00" : Character.toString(c)),
                        (a, b) -> a.append(b))
                .toString();
        digits = digits.startsWith("#") ? digits.substring(1) : digits;
        digits = digits.replaceAll("[^0-9a-f]", "0");
        while (digits.isEmpty() || digits.length() % 3 != 0) {
            digits += "0";
        }
        int length = digits.length() / 3;
        String[] parts = {
            digits.substring(0, length), digits.substring(length, 2 * length), digits.substring(2 * length)
        };
        int skip = Math.max(0, length - 8);
        length -= skip;
        while (length > 2 && allStartWithZero(parts, skip)) {
            skip++;
            length--;
        }
        int keep = Math.min(2, length);
        var made = new StringBuilder("#");
        for (String part : parts) {
            made.append(String.format(Locale.ROOT, "%02x", Integer.parseInt(part.substring(skip, skip + keep), HEX)));
        }
        return made.toString();
    }

    private static boolean allStartWithZero(String[] parts, int at) {
        for (String part : parts) {
            if (part.charAt(at) != '0') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
