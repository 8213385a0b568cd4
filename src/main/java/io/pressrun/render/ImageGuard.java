package io.pressrun.render;

import io.pressrun.fetch.Asset;
import io.pressrun.job.Warning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * Keeps images away from the decoder whose header promises more pixels than the limit: 140 KB of PNG can hold 144
 * million of them.
 */
final class ImageGuard {
    private final long maxPixels;
    private final Consumer<Warning> warnings;

    ImageGuard(long maxPixels, Consumer<Warning> warnings) {
        this.maxPixels = maxPixels;
        this.warnings = warnings;
    }

    /** Whether the bytes may go to the engine. What is no bitmap passes: fonts, stylesheets, SVG. */
    boolean passes(Asset.Found asset) {
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(asset.bytes()))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return true;
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels <= maxPixels) {
                    return true;
                }
                warnings.accept(new Warning(
                        "IMAGE_TOO_LARGE",
                        "The image has " + pixels + " pixels, allowed are " + maxPixels
                                + "; it is left out. Scale it down before it is referenced.",
                        shortened(asset.uri())));
                return false;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            warnings.accept(new Warning(
                    "IMAGE_UNREADABLE",
                    "The image cannot be decoded and is left out: its header is damaged.",
                    shortened(asset.uri())));
            return false;
        }
    }

    static String shortened(URI uri) {
        return shortened(uri.toString());
    }

    static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
