package io.pressrun.render.image;

import io.pressrun.render.watch.RenderWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An SVG around a bitmap, for one whose address ends like an SVG's: the engine goes by the address and asks for XML. */
final class BitmapAsSvg {
    private BitmapAsSvg() {}

    /** @param file that the engine reads; what is no bitmap stays as it is */
    static byte[] of(byte[] file, RenderWatch watch) {
        var format = ImageFormat.of(file);
        if (format == null) {
            return file;
        }
        try {
            return ImageConversion.read(file, format, watch, reader -> {
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                String size = "width='" + width + "' height='" + height + "'";
                String svg = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
                        + size + " viewBox='0 0 " + width + " " + height + "'><image " + size
                        + " xlink:href='data:image/" + format.id() + ";base64,"
                        + Base64.getEncoder().encodeToString(file) + "'/></svg>";
                return svg.getBytes(StandardCharsets.ISO_8859_1);
            });
        } catch (IOException e) {
            return file;
        }
    }
}
