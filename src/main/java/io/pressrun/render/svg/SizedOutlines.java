package io.pressrun.render.svg;

import io.pressrun.render.font.GlyphOutlines;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * The outlines of a face at the size of a text.
 *
 * @param size of an em, in units of the SVG
 * @param slanted whether it is to lean as an oblique does, which it does not by itself
 */
record SizedOutlines(GlyphOutlines outlines, float size, boolean slanted) {
    /** The glyph of what is never drawn. */
    static final int INVISIBLE = -1;

    /** How an oblique leans in Java: the tangent of 12 degrees. */
    private static final double SLANT = 0.2126;

    SizedOutlines at(float other) {
        return new SizedOutlines(outlines, other, slanted);
    }

    boolean has(int codePoint) {
        return glyph(codePoint) != 0;
    }

    /** The glyph of a character; 0, a box, for one that the face lacks. */
    int glyph(int codePoint) {
        return isInvisible(codePoint) ? INVISIBLE : outlines.glyph(codePoint);
    }

    /** Whether a character is never drawn, whatever font there is. */
    private static boolean isInvisible(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || Character.getType(codePoint) == Character.FORMAT
                || codePoint >= 0xFE00 && codePoint <= 0xFE0F;
    }

    float advance(int glyph) {
        return glyph == INVISIBLE ? 0 : outlines.advance(glyph) * size;
    }

    float ascent() {
        return outlines.lines().ascent() * size;
    }

    float descent() {
        return outlines.lines().descent() * size;
    }

    /** @param placed from the units of the SVG, with the glyph's origin at 0, to where it is put */
    Path2D outline(int glyph, AffineTransform placed) {
        if (glyph == INVISIBLE) {
            return new Path2D.Float();
        }
        var transform = new AffineTransform(placed);
        transform.scale(size, size);
        if (slanted) {
            transform.shear(-SLANT, 0);
        }
        return new Path2D.Float(outlines.outline(glyph), transform);
    }

    /** From the ascent to the descent, as wide as the advance. */
    Rectangle2D cell(int glyph) {
        return new Rectangle2D.Float(0, -ascent(), advance(glyph), ascent() + descent());
    }
}
