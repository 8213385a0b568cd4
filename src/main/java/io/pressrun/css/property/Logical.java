package io.pressrun.css.property;

/**
 * How a flow-relative property is mapped to a physical one (css-logical-1).
 *
 * @param pattern the name of the physical one, with a star for its side, corner or dimension
 * @param place where it is in the flow
 */
public record Logical(String pattern, Place place) {
    /** A side, corner or dimension of the flow: block before inline. */
    public enum Place {
        BLOCK_START,
        BLOCK_END,
        INLINE_START,
        INLINE_END,
        START_START,
        START_END,
        END_START,
        END_END,
        BLOCK_SIZE,
        INLINE_SIZE
    }

    /** The name of the physical property for a side ({@code top}), corner ({@code top-left}) or {@code width}. */
    public String named(String physical) {
        return pattern.replace("*", physical);
    }
}
