package io.pressrun.document;

/**
 * What a document may cost.
 *
 * @param maxHtmlBytes length of the HTML in UTF-8 bytes
 * @param maxElements elements in the parsed tree, those that the parser adds included
 * @param maxDepth nested elements, {@code html} counted as 1
 */
public record DocumentLimits(long maxHtmlBytes, int maxElements, int maxDepth) {
    /** 16 MiB, 200,000 elements, 250 levels. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(16L << 20, 200_000, 250);

    public DocumentLimits {
        if (maxHtmlBytes < 1 || maxElements < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("document limits must be positive: bytes " + maxHtmlBytes + ", elements "
                    + maxElements + ", depth " + maxDepth);
        }
    }
}
