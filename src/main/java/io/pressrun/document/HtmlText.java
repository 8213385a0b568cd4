package io.pressrun.document;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of HTML that came as bytes: its encoding is told by a byte order mark, then by the declared media type, then
 * by a {@code meta} element among the first 1024 bytes, and is else UTF-8 (HTML, 13.2.3.2).
 *
 * @param charset that it came in
 */
public record HtmlText(String text, Charset charset) {
    private static final int PRESCAN = 1024;
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([^\\s\"';/>]+)");
    private static final Pattern META = Pattern.compile("(?is)<meta\\s[^>]*>");

    /** @param contentType the declared media type with its parameters, or {@code null} */
    public static HtmlText decode(byte[] bytes, @Nullable String contentType) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return text(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return text(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return text(bytes, 2, StandardCharsets.UTF_16LE);
        }
        Charset charset = Optional.ofNullable(contentType)
                .flatMap(HtmlText::charsetIn)
                .or(() -> declaredInMeta(bytes))
                .orElse(StandardCharsets.UTF_8);
        return text(bytes, 0, charset);
    }

    private static Optional<Charset> declaredInMeta(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(PRESCAN, bytes.length), StandardCharsets.ISO_8859_1);
        return META.matcher(start)
                .results()
                .map(meta -> charsetIn(meta.group()))
                .flatMap(Optional::stream)
                .findFirst()
                // Whoever could be read so far does not write UTF-16, whatever is declared.
                .map(charset -> charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset);
    }

    private static Optional<Charset> charsetIn(String declaration) {
        Matcher matcher = CHARSET.matcher(declaration);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            String name = matcher.group(1);
            // The web means windows-1252 when it says Latin-1 (Encoding Standard, 4.2).
            return Optional.of(
                    Charset.forName(name.matches("(?i)(iso-8859-1|latin1|us-ascii)") ? "windows-1252" : name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static HtmlText text(byte[] bytes, int offset, Charset charset) {
        var text = charset.decode(ByteBuffer.wrap(bytes, offset, bytes.length - offset));
        return new HtmlText(text.toString(), charset);
    }
}
