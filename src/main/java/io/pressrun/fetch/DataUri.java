package io.pressrun.fetch;

import io.pressrun.fetch.http.OversizeException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Reads {@code data:} URIs (RFC 2397) with the leniency of the Fetch standard's data: URL processor. */
final class DataUri {
    private static final String DEFAULT_TYPE = "text/plain;charset=US-ASCII";

    private DataUri() {}

    static boolean is(String uri) {
        return uri.regionMatches(true, 0, "data:", 0, 5);
    }

    /**
     * The content of the URI.
     *
     * @param uri what the answer is named
     * @param text the URI itself; whitespace and unescaped characters are taken as they are
     */
    static Asset decode(URI uri, String text, long maxBytes) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            return Asset.Missing.absent(uri, "The data: URI has no comma before its data.");
        }
        String head = text.substring(5, comma).strip();
        boolean base64 = head.toLowerCase(Locale.ROOT).matches("(?s)(.*;)? *base64") && head.contains(";");
        int fragment = text.indexOf('#', comma);
        int end = fragment < 0 ? text.length() : fragment;
        if (atLeast(text, comma + 1, end, base64) > maxBytes) {
            return tooLarge(uri, maxBytes);
        }
        byte[] bytes = unescape(text, comma + 1, end);
        String type = base64 ? head.substring(0, head.lastIndexOf(';')).strip() : head;
        if (base64) {
            try {
                bytes = Base64.getDecoder().decode(withoutWhitespace(bytes));
            } catch (IllegalArgumentException e) {
                return Asset.Missing.absent(uri, "The data: URI is not valid base64.");
            }
        }
        if (bytes.length > maxBytes) {
            return tooLarge(uri, maxBytes);
        }
        if (type.isEmpty()) {
            type = DEFAULT_TYPE;
        } else if (type.startsWith(";")) {
            type = "text/plain" + type;
        }
        return new Asset.Found(uri, uri, bytes, type);
    }

    /** How many bytes there will be at the least, known without decoding them: exactly so in ASCII without padding. */
    private static long atLeast(String text, int from, int to, boolean base64) {
        long characters = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int escaped = c == '%' && i + 2 < to ? escaped(text.charAt(i + 1), text.charAt(i + 2)) : -1;
            i += escaped < 0 ? 0 : 2;
            characters += base64 && isWhitespace(escaped < 0 ? c : escaped) ? 0 : 1;
        }
        // Four characters of base64 make three bytes, and two of them may be padding.
        return base64 ? characters / 4 * 3 - 2 : characters;
    }

    private static Asset tooLarge(URI uri, long maxBytes) {
        return Asset.Missing.absent(uri, OversizeException.ofAsset(maxBytes).explanation());
    }

    private static byte[] unescape(String text, int from, int to) {
        byte[] in = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int escaped = in[i] == '%' && i + 2 < in.length ? escaped(in[i + 1], in[i + 2]) : -1;
            if (escaped >= 0) {
                out.write(escaped);
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] withoutWhitespace(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (byte b : in) {
            if (!isWhitespace(b)) {
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    private static boolean isWhitespace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    /** The byte that two digits stand for; -1 for other characters. */
    private static int escaped(int high, int low) {
        boolean digits = high < 128 && low < 128 && Character.digit(high, 16) >= 0 && Character.digit(low, 16) >= 0;
        return digits ? Character.digit(high, 16) << 4 | Character.digit(low, 16) : -1;
    }
}
