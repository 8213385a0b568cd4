package io.pressrun.document;

/**
 * What a document may cost.
 *
 * @param maxHtmlBytes length of the HTML in UTF-8 bytes
 * @param maxElements elements in the parsed tree, those that the parser adds included
 * @param maxDepth nested elements, {@code html} counted as 1
 * @param maxReferences files that are looked for ahead of the engine; those that come later in the document are not
 */
public record DocumentLimits(long maxHtmlBytes, int maxElements, int maxDepth, int maxReferences) {
    /** 16 MiB, 200,000 elements, 250 levels, 1,001 references. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(16L << 20, 200_000, 250, 1_001);

    public DocumentLimits {
        if (maxHtmlBytes < 1 || maxElements < 1 || maxDepth < 1 || maxReferences < 1) {
            throw new IllegalArgumentException("document limits must be positive: bytes " + maxHtmlBytes + ", elements "
                    + maxElements + ", depth " + maxDepth + ", references " + maxReferences);
        }
    }
}
