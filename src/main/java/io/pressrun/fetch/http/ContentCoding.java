package io.pressrun.fetch.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes {@code Content-Encoding} (RFC 9110, 8.4). A stream that ends early is an error, not a short body. */
public final class ContentCoding {
    static final String ACCEPTED = "gzip, deflate";

    private ContentCoding() {}

    public static boolean isIdentity(String coding) {
        return coding.isEmpty() || coding.equals("identity");
    }

    public static String normalise(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The decoded body.
     *
     * @throws OversizeException when it is longer than the limit
     * @throws UnaskedCodingException when the coding is not one we asked for
     * @throws IOException when the body is cut short, or is no such stream
     */
    public static byte[] decode(byte[] body, String coding, long limit) throws IOException {
        return switch (coding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> drain(new GZIPInputStream(new ByteArrayInputStream(body)), limit);
            case "deflate" -> {
                Inflater inflater = new Inflater(!hasZlibHeader(body));
                try {
                    yield drain(new InflaterInputStream(new ByteArrayInputStream(body), inflater), limit);
                } finally {
                    inflater.end();
                }
            }
            default -> throw new UnaskedCodingException(coding);
        };
    }

    /** Servers send {@code deflate} with the zlib wrapper, as they should, and without (RFC 1950, 2.2). */
    private static boolean hasZlibHeader(byte[] body) {
        return body.length >= 2 && (body[0] & 0x0f) == 8 && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
    }

    private static byte[] drain(InputStream in, long limit) throws IOException {
        try (in) {
            BodyBuffer out = new BodyBuffer(0);
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (out.size() + read > limit) {
                    throw OversizeException.ofAsset(limit);
                }
                out.write(buffer, 0, read);
            }
            return out.toByteArray();
        }
    }
}
