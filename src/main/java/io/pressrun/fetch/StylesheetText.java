package io.pressrun.fetch;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stylesheet decoded (CSS Syntax 3, 3.2): a byte order mark wins, then the charset of the content type, then
 * {@code @charset}, then the encoding of who asked for it. Bytes that are no text become U+FFFD.
 *
 * @param charset that it came in
 */
public record StylesheetText(String text, Charset charset) {
    private static final byte[] AT_CHARSET = "@charset \"".getBytes(StandardCharsets.US_ASCII);
    private static final int AT_CHARSET_LIMIT = 1024;

    /**
     * @param contentType a media type with its parameters (RFC 9110, 8.3.1)
     * @param fallback when nothing tells
     */
    static StylesheetText decode(byte[] bytes, @Nullable String contentType, Charset fallback) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return text(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return text(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return text(bytes, 2, StandardCharsets.UTF_16LE);
        }
        Charset declared = named(charsetParameter(contentType));
        Charset written = declared != null ? declared : fromRule(bytes);
        return text(bytes, 0, written != null ? written : fallback);
    }

    private static StylesheetText text(byte[] bytes, int offset, Charset charset) {
        return new StylesheetText(new String(bytes, offset, bytes.length - offset, charset), charset);
    }

    private static @Nullable Charset fromRule(byte[] bytes) {
        int start = AT_CHARSET.length;
        for (int i = 0; i < start; i++) {
            if (i >= bytes.length || bytes[i] != AT_CHARSET[i]) {
                return null;
            }
        }
        int end = start;
        while (end < bytes.length && end < AT_CHARSET_LIMIT && bytes[end] != '"') {
            end++;
        }
        if (end + 1 >= bytes.length || bytes[end] != '"' || bytes[end + 1] != ';') {
            return null;
        }
        Charset charset = named(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
        // A rule that could be read as ASCII was not written in UTF-16.
        return charset != null && charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
    }

    private static @Nullable String charsetParameter(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        for (String parameter :
                contentType.substring(contentType.indexOf(';') + 1).split(";", -1)) {
            String part = parameter.strip();
            if (part.toLowerCase(Locale.ROOT).startsWith("charset=")) {
                return part.substring("charset=".length()).replace("\"", "").strip();
            }
        }
        return null;
    }

    /** The charset of the label, or {@code null} when there is none. Latin-1 and ASCII mean windows-1252 on the web. */
    private static @Nullable Charset named(@Nullable String label) {
        if (label == null || label.isEmpty()) {
            return null;
        }
        try {
            Charset charset = Charset.forName(label);
            boolean western = charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII);
            return western ? Charset.forName("windows-1252") : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
