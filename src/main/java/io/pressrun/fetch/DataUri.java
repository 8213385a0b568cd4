package io.pressrun.fetch;

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
        // Three escaped characters make one byte at the least, four of base64 make three.
        long atLeast = base64 ? (end - comma - 1L) / 4 : (end - comma - 1L) / 3;
        if (atLeast > maxBytes) {
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

    private static Asset tooLarge(URI uri, long maxBytes) {
        return Asset.Missing.absent(uri, OversizeException.ofAsset(maxBytes).explanation());
    }

    private static byte[] unescape(String text, int from, int to) {
        byte[] in = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out.write((high << 4) | low);
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
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                out.write(b);
            }
        }
        return out.toByteArray();
    }
}
