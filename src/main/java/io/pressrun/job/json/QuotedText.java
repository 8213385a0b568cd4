package io.pressrun.job.json;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Untrusted text made fit for a message: short, on one line, and without the secrets that addresses carry. */
final class QuotedText {
    static final int MAX_CHARACTERS = 60;
    private static final int CONSIDERED = 4096;
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]{0,31}:");

    private QuotedText() {}

    /** The text in single quotes. */
    static String quoted(String text) {
        return "'" + plain(text) + "'";
    }

    /** The text, shortened, its control, format and broken characters escaped. */
    static String plain(String text) {
        String head = text.length() > CONSIDERED ? text.substring(0, CONSIDERED) : text;
        String open = withoutCredentials(head);
        var shown = new StringBuilder();
        int characters = 0;
        for (int i = 0; i < open.length(); characters++) {
            if (characters == MAX_CHARACTERS) {
                return shown.append('…').toString();
            }
            int character = open.codePointAt(i);
            append(shown, character);
            i += Character.charCount(character);
        }
        return shown.toString();
    }

    /** Hides what lies between the scheme of an address and its last at sign, and its query. */
    private static String withoutCredentials(String text) {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.find()) {
            return text;
        }
        int at = text.lastIndexOf('@');
        String open = at < 0 ? text : scheme.group() + "***" + text.substring(at);
        int query = open.indexOf('?');
        return query < 0 ? open : open.substring(0, query + 1) + "***";
    }

    private static void append(StringBuilder shown, int character) {
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
}
