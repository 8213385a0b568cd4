package io.pressrun.fetch.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The value of {@code Location} (RFC 9110, 10.2.2) when it holds bytes that no URI reference has. The client hands each
 * byte of a field on as one character.
 */
final class LocationField {
    private LocationField() {}

    /**
     * The reference that the field means: its bytes as UTF-8 when they are, so that a host in it is a name; otherwise
     * with each byte beyond ASCII percent-encoded, so that the server is asked for just these.
     */
    static String decode(String field) {
        if (field.chars().allMatch(c -> c < 0x80)) {
            return field;
        }
        byte[] bytes = field.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return percentEncoded(bytes);
        }
    }

    private static String percentEncoded(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (b >= 0) {
                text.append((char) b);
            } else {
                text.append(String.format("%%%02X", b));
            }
        }
        return text.toString();
    }
}
