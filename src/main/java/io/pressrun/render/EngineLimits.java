package io.pressrun.render;

import io.pressrun.render.image.ImageLimits;

/**
 * What one document may cost.
 *
 * @param maxImagePixels of one image, as its header promises
 * @param maxJobImagePixels of all images of a document together, each counted once
 * @param maxFontBytes of one font when unpacked
 * @param maxPdfBytes of the finished file
 */
public record EngineLimits(
        int maxPages, long maxImagePixels, long maxJobImagePixels, long maxFontBytes, long maxPdfBytes) {
    public static final EngineLimits DEFAULT = new EngineLimits(2000, 50_000_000, 500_000_000, 32L << 20, 64L << 20);

    /** @throws IllegalArgumentException when a font could not be held in an array */
    public EngineLimits {
        if (maxFontBytes < 1 || maxFontBytes > 1L << 30) {
            throw new IllegalArgumentException(
                    "maxFontBytes: '" + maxFontBytes + "' is not allowed. It must be from 1 byte to 1 GiB.");
        }
    }

    public ImageLimits images() {
        return new ImageLimits(maxImagePixels, maxJobImagePixels);
    }
}
