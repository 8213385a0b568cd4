package io.pressrun.render.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The chunks of a PNG that its picture is made of (PNG, 11). The others hold texts and profiles, some of them packed a
 * thousandfold, which the drawer of SVG unpacks whether it needs them or not.
 */
public final class PngChunks {
    private static final Set<String> OF_THE_PICTURE =
            Set.of("IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "IDAT", "IEND");

    private static final int SIGNATURE = 8;
    private static final int AROUND_THE_DATA = 12;

    private PngChunks() {}

    public static byte[] ofThePicture(byte[] png) {
        var in = ByteBuffer.wrap(png);
        var out = new ByteArrayOutputStream(png.length);
        out.write(png, 0, Math.min(SIGNATURE, png.length));
        int at = SIGNATURE;
        while (at + AROUND_THE_DATA <= png.length) {
            int length = in.getInt(at);
            if (length < 0 || length > png.length - at - AROUND_THE_DATA) {
                break;
            }
            if (OF_THE_PICTURE.contains(new String(png, at + 4, 4, StandardCharsets.ISO_8859_1))) {
                out.write(png, at, AROUND_THE_DATA + length);
            }
            at += AROUND_THE_DATA + length;
        }
        return out.toByteArray();
    }
}
