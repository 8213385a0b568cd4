package io.pressrun.url;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of URL parts (RFC 3986, 2.1; WHATWG URL, 1.3), restricted to what {@link java.net.URI} accepts. */
public final class PercentEncoding {
    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    /** The ASCII characters that stand for themselves in a part of a URL; all others are encoded. */
    public enum Part {
        PATH("!$&'()*+,;=:@/"),
        QUERY("!$&()*+,;=:@/?[]"),
        FRAGMENT("!$&'()*+,;=:@/?"),
        OPAQUE("!$&'()*+,;=:@/?[]"),
        /** A path that stands unquoted within {@code url()} of CSS. */
        CSS_URL("!$&*+,=:@/?#[]"),
        /** A URL that stands within a double-quoted string of CSS. */
        CSS_STRING_URL("!$&'()*+,;=:@/?#[]|{}");

        private final long below64;
        private final long from64;

        Part(String punctuation) {
            long low = 0;
            long high = 0;
            for (char c : (UNRESERVED + punctuation).toCharArray()) {
                low |= c < 64 ? 1L << c : 0;
                high |= c < 64 ? 0 : 1L << (c - 64);
            }
            this.below64 = low;
            this.from64 = high;
        }

        private boolean holds(char c) {
            return c < 64 ? ((below64 >> c) & 1) != 0 : c < 128 && ((from64 >> (c - 64)) & 1) != 0;
        }
    }

    private PercentEncoding() {}

    /** Encodes what the part does not allow. Existing {@code %XX} sequences stay; any other {@code %} is encoded. */
    public static String encode(String text, Part part) {
        return encode(text, part, true);
    }

    /** Encodes a text in which {@code %} is an ordinary character. */
    static String encodeLiteral(String text, Part part) {
        return encode(text, part, false);
    }

    private static String encode(String text, Part part, boolean keepSequences) {
        int first = firstToEncode(text, 0, part, keepSequences);
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        int at = first;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            int length = Character.charCount(codePoint);
            boolean unpaired = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            String character = unpaired ? "\uFFFD" : text.substring(at, at + length);
            for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
                out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
            int next = firstToEncode(text, at + length, part, keepSequences);
            out.append(text, at + length, next);
            at = next;
        }
        return out.toString();
    }

    private static int firstToEncode(String text, int from, Part part, boolean keepSequences) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sequence = c == '%' && keepSequences && isSequence(text, i);
            if (!sequence && !part.holds(c)) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isSequence(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && text.charAt(at + 1) < 128
                && Character.digit(text.charAt(at + 2), 16) >= 0
                && text.charAt(at + 2) < 128;
    }

    /** Decodes every {@code %XX} as UTF-8; malformed sequences stay or become U+FFFD. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
                bytes[length++] = (byte) ((hex(bytes[i + 1]) << 4) | hex(bytes[i + 2]));
                i += 2;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }
}
