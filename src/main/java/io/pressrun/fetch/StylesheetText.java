package io.pressrun.fetch;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decodes stylesheets (CSS Syntax 3, 3.2): a byte order mark wins, then the charset of the content type, then
 * {@code @charset}, else UTF-8. Bytes that are no text become U+FFFD.
 */
public final class StylesheetText {
    private static final byte[] AT_CHARSET = "@charset \"".getBytes(StandardCharsets.US_ASCII);
    private static final int AT_CHARSET_LIMIT = 1024;

    private StylesheetText() {}

    /** @param contentType a media type with its parameters (RFC 9110, 8.3.1) */
    public static String decode(byte[] bytes, @Nullable String contentType) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        Charset declared = named(charsetParameter(contentType));
        return new String(bytes, declared != null ? declared : fromRule(bytes));
    }

    private static Charset fromRule(byte[] bytes) {
        int start = AT_CHARSET.length;
        for (int i = 0; i < start; i++) {
            if (i >= bytes.length || bytes[i] != AT_CHARSET[i]) {
                return StandardCharsets.UTF_8;
            }
        }
        int end = start;
        while (end < bytes.length && end < AT_CHARSET_LIMIT && bytes[end] != '"') {
            end++;
        }
        if (end + 1 >= bytes.length || bytes[end] != '"' || bytes[end + 1] != ';') {
            return StandardCharsets.UTF_8;
        }
        Charset charset = named(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
        // A rule that could be read as ASCII was not written in UTF-16.
        if (charset == null || charset.name().startsWith("UTF-16")) {
            return StandardCharsets.UTF_8;
        }
        return charset;
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
