package io.pressrun.render.image;

/**
 * What the images of one document may cost.
 *
 * @param maxPixels of one image, as its header promises
 * @param maxJobPixels of all images of a document together, each counted once
 */
public record ImageLimits(long maxPixels, long maxJobPixels) {}
