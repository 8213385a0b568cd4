package io.pressrun.deliver;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/** Percent-encoding of the UTF-8 bytes of a text (RFC 3986, 2.1). */
final class KeyEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private KeyEncoding() {}

    /** @param kept the ASCII characters that stay as they are; without {@code %} the encoding can be undone */
    static String encode(String text, IntPredicate kept) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && kept.test(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    /** The first characters of an encoded text, no {@code %XX} cut in two. */
    static String head(String encoded, int length) {
        if (encoded.length() <= length) {
            return encoded;
        }
        int end = length;
        for (int i = 1; i <= 2; i++) {
            if (encoded.charAt(length - i) == '%') {
                end = length - i;
            }
        }
        return encoded.substring(0, end);
    }

    /** Letters and digits of ASCII, {@code -}, {@code .} and {@code _}. */
    static boolean plain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._".indexOf(c) >= 0;
    }
}
