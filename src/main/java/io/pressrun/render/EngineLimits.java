package io.pressrun.render;

/**
 * What one document may cost.
 *
 * @param maxImagePixels of one image, as its header promises
 * @param maxPdfBytes of the finished file
 */
public record EngineLimits(int maxPages, long maxImagePixels, long maxPdfBytes) {
    public static final EngineLimits DEFAULT = new EngineLimits(2000, 50_000_000, 64L << 20);
}
