package io.pressrun.css;

/** Escapes in names, strings and URLs of CSS (css-syntax-3, 4.3.7). */
final class CssEscapes {
    private CssEscapes() {}

    /** The index after the escape whose backslash stands at the given index (4.3.7). */
    static int end(String text, int backslash) {
        int at = backslash + 1;
        int limit = Math.min(text.length(), at + 6);
        while (at < limit && hexDigit(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == backslash + 1) {
            return Math.min(text.length(), text.offsetByCodePoints(at, at < text.length() ? 1 : 0));
        }
        if (at < text.length() && CssTokens.isSpace(text.charAt(at))) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        return at;
    }

    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** The text with every escape replaced by the character it stands for. */
    static String unescape(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c != '\\') {
                out.append(c);
                at++;
            } else if (at + 1 == raw.length() || CssTokens.isNewline(raw.charAt(at + 1))) {
                at += raw.startsWith("\r\n", at + 1) ? 3 : 2;
            } else {
                int end = end(raw, at);
                appendEscaped(out, raw, at + 1, end);
                at = end;
            }
        }
        return out.toString();
    }

    private static void appendEscaped(StringBuilder out, String raw, int from, int to) {
        if (hexDigit(raw.charAt(from)) < 0) {
            out.append(raw, from, to);
            return;
        }
        int codePoint = Integer.parseInt(raw.substring(from, to).strip(), 16);
        boolean scalar = codePoint > 0
                && codePoint <= Character.MAX_CODE_POINT
                && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        out.appendCodePoint(scalar ? codePoint : 0xFFFD);
    }
}
