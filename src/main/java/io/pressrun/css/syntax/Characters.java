package io.pressrun.css.syntax;

import java.util.Locale;

/** Classes of characters (css-syntax-3, 4.2), escapes (4.3.7), and the preparation of a text (3.3). */
final class Characters {
    private Characters() {}

    static boolean space(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean hex(char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean nameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean namePart(char c) {
        return nameStart(c) || digit(c) || c == '-';
    }

    static boolean unprintable(char c) {
        return c <= 0x8 || c == 0xb || (c >= 0xe && c <= 0x1f) || c == 0x7f;
    }

    /** The text with each kind of line end as a line feed and without characters that CSS cannot hold. */
    static String prepared(String text) {
        int at = 0;
        while (at < text.length() && ordinary(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, at);
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                continue;
            }
            out.append(
                    switch (c) {
                        case '\r', '\f' -> '\n';
                        case '\0' -> '\ufffd';
                        default -> c;
                    });
        }
        return out.toString();
    }

    private static boolean ordinary(char c) {
        return c != '\r' && c != '\f' && c != '\0';
    }

    /** The characters with their escapes resolved; an escaped line end, as strings have, is nothing. */
    static String unescaped(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\') {
                out.append(c);
            } else if (at == raw.length()) {
                out.append('\ufffd');
            } else if (raw.charAt(at) == '\n') {
                at++;
            } else if (hex(raw.charAt(at))) {
                int end = at + 1;
                while (end < raw.length() && end < at + 6 && hex(raw.charAt(end))) {
                    end++;
                }
                int point = Integer.parseInt(raw, at, end, 16);
                boolean valid = point > 0
                        && point <= Character.MAX_CODE_POINT
                        && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
                out.appendCodePoint(valid ? point : 0xfffd);
                at = end < raw.length() && space(raw.charAt(end)) ? end + 1 : end;
            } else {
                out.append(raw.charAt(at++));
            }
        }
        return out.toString();
    }

    /** The name with its ASCII letters in lower case, and all others as they are. */
    static String lower(String name) {
        boolean ascii = true;
        boolean lower = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            ascii &= c < 0x80;
            lower &= c < 'A' || c > 'Z';
        }
        if (lower) {
            return name;
        }
        if (ascii) {
            return name.toLowerCase(Locale.ROOT);
        }
        StringBuilder out = new StringBuilder(name);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return out.toString();
    }
}
