package io.pressrun.render;

/**
 * What the images of one document may cost.
 *
 * @param maxPixels of one image, as its header promises
 * @param maxJobPixels of all images of a document together, each counted once
 */
record ImageLimits(long maxPixels, long maxJobPixels) {}
