package io.pressrun.cli.letters;

import java.time.Duration;
import java.util.Locale;

/** Untrusted text and figures, fit for a terminal. */
final class TerminalText {
    private TerminalText() {}

    /** The text without anything that a terminal would obey; line breaks are kept where they are allowed. */
    static String text(String text, boolean severalLines) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            boolean lineBreak = character == '\n' || character == '\t';
            if (lineBreak && severalLines) {
                shown.appendCodePoint(character);
            } else {
                switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.UNASSIGNED -> shown.append(String.format(Locale.ROOT, "\\u%04x", character));
                    default -> shown.appendCodePoint(character);
                }
            }
        });
        return shown.toString();
    }

    /** On one line, and no longer than that. */
    static String brief(String text, int characters) {
        if (text.codePointCount(0, text.length()) <= characters) {
            return text(text, false);
        }
        return text(text.substring(0, text.offsetByCodePoints(0, characters - 1)), false) + "…";
    }

    /** The two largest units that are there, such as {@code 2d 3h} or {@code 45s}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + "h" + rest(seconds % 3600 / 60, "m");
        }
        return seconds / 86_400 + "d" + rest(seconds % 86_400 / 3600, "h");
    }

    private static String rest(long amount, String unit) {
        return amount == 0 ? "" : " " + amount + unit;
    }

    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
