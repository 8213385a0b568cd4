package io.pressrun.render.svg;

import io.pressrun.render.font.GlyphOutlines;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphJustificationInfo;
import java.awt.font.GlyphMetrics;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.text.AttributedCharacterIterator;
import java.util.Arrays;
import org.apache.batik.gvt.font.GVTFont;
import org.apache.batik.gvt.font.GVTGlyphMetrics;
import org.apache.batik.gvt.font.GVTGlyphVector;
import org.apache.batik.gvt.text.GVTAttributedCharacterIterator.TextAttribute;
import org.apache.batik.gvt.text.TextPaintInfo;
import org.jspecify.annotations.Nullable;

/**
 * The glyphs of a run of text, one for each {@code char}, and where Batik puts them. The second half of a surrogate pair
 * has one that is not drawn.
 */
@SuppressWarnings("NullAway") // Batik's interface takes null for an array to fill, and for no transform
final class OutlineGlyphs implements GVTGlyphVector {
    private static final int INVISIBLE = -1;
    /** How an oblique leans in Java: the tangent of 12 degrees. */
    private static final double SLANT = 0.2126;

    private final OutlineFont font;
    private final GlyphOutlines outlines;
    private final FontRenderContext context;
    private final int[] glyphs;
    /** Of each glyph, and of what follows the last. */
    private final Point2D.Float[] positions;

    private final @Nullable AffineTransform[] transforms;
    private final boolean[] visible;

    OutlineGlyphs(OutlineFont font, FontRenderContext context, String text) {
        this.font = font;
        this.outlines = font.outlines();
        this.context = context;
        this.glyphs = new int[text.length()];
        this.positions = new Point2D.Float[text.length() + 1];
        this.transforms = new AffineTransform[text.length()];
        this.visible = new boolean[text.length()];
        Arrays.fill(visible, true);
        Arrays.fill(glyphs, INVISIBLE);
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            font.watch().glance();
            codePoint = text.codePointAt(i);
            glyphs[i] = isInvisible(codePoint) ? INVISIBLE : outlines.glyph(codePoint);
        }
        performDefaultLayout();
    }

    /** Whether a character is never drawn, whatever font there is. */
    static boolean isInvisible(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || Character.getType(codePoint) == Character.FORMAT
                || codePoint >= 0xFE00 && codePoint <= 0xFE0F;
    }

    private float advance(int index) {
        return glyphs[index] == INVISIBLE ? 0 : outlines.advance(glyphs[index]) * font.size();
    }

    private float ascent() {
        return outlines.lines().ascent() * font.size();
    }

    private float descent() {
        return outlines.lines().descent() * font.size();
    }

    @Override
    public void performDefaultLayout() {
        float x = 0;
        for (int i = 0; i < glyphs.length; i++) {
            positions[i] = new Point2D.Float(x, 0);
            transforms[i] = null;
            x += advance(i);
        }
        positions[glyphs.length] = new Point2D.Float(x, 0);
    }

    /** From ems to where the glyph is put. */
    private AffineTransform placed(int index) {
        var placed = AffineTransform.getTranslateInstance(positions[index].x, positions[index].y);
        if (transforms[index] != null) {
            placed.concatenate(transforms[index]);
        }
        return placed;
    }

    private AffineTransform sized() {
        var sized = AffineTransform.getScaleInstance(font.size(), font.size());
        if (font.slanted()) {
            sized.shear(-SLANT, 0);
        }
        return sized;
    }

    @Override
    public Shape getGlyphOutline(int index) {
        if (glyphs[index] == INVISIBLE) {
            return new Path2D.Float();
        }
        font.watch().glance();
        var transform = placed(index);
        transform.concatenate(sized());
        return new Path2D.Float(outlines.outline(glyphs[index]), transform);
    }

    @Override
    public Shape getOutline() {
        var outline = new Path2D.Float(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < glyphs.length; i++) {
            if (visible[i]) {
                outline.append(getGlyphOutline(i), false);
            }
        }
        return outline;
    }

    @Override
    public Shape getOutline(float x, float y) {
        return AffineTransform.getTranslateInstance(x, y).createTransformedShape(getOutline());
    }

    @Override
    public Rectangle2D getGeometricBounds() {
        return getOutline().getBounds2D();
    }

    @Override
    public Rectangle2D getBounds2D(AttributedCharacterIterator text) {
        var paint = paint(text);
        return paint != null && paint.strokePaint != null && paint.strokeStroke != null
                ? paint.strokeStroke.createStrokedShape(getOutline()).getBounds2D()
                : getGeometricBounds();
    }

    @Override
    public void draw(Graphics2D graphics, AttributedCharacterIterator text) {
        var paint = paint(text);
        if (paint == null || !paint.visible) {
            return;
        }
        Shape outline = getOutline();
        if (paint.fillPaint != null) {
            graphics.setPaint(paint.fillPaint);
            graphics.fill(outline);
        }
        if (paint.strokePaint != null && paint.strokeStroke != null) {
            graphics.setStroke(paint.strokeStroke);
            graphics.setPaint(paint.strokePaint);
            graphics.draw(outline);
        }
    }

    private static @Nullable TextPaintInfo paint(AttributedCharacterIterator text) {
        text.first();
        return (TextPaintInfo) text.getAttribute(TextAttribute.PAINT_INFO);
    }

    @Override
    public Shape getGlyphVisualBounds(int index) {
        return getGlyphOutline(index).getBounds2D();
    }

    @Override
    public Rectangle2D getGlyphCellBounds(int index) {
        return getGlyphLogicalBounds(index).getBounds2D();
    }

    @Override
    public Shape getGlyphLogicalBounds(int index) {
        return placed(index)
                .createTransformedShape(new Rectangle2D.Float(0, -ascent(), advance(index), ascent() + descent()));
    }

    @Override
    public Rectangle2D getLogicalBounds() {
        Rectangle2D bounds = new Rectangle2D.Float();
        for (int i = 0; i < glyphs.length; i++) {
            var own = getGlyphCellBounds(i);
            bounds = i == 0 ? own : bounds.createUnion(own);
        }
        return bounds;
    }

    @Override
    public GVTGlyphMetrics getGlyphMetrics(int index) {
        var bounds = glyphs[index] == INVISIBLE
                ? new Rectangle2D.Float()
                : sized().createTransformedShape(outlines.outline(glyphs[index]))
                        .getBounds2D();
        return new GVTGlyphMetrics(advance(index), ascent() + descent(), bounds, GlyphMetrics.STANDARD);
    }

    @Override
    public GlyphJustificationInfo getGlyphJustificationInfo(int index) {
        return new GlyphJustificationInfo(0, false, 0, 0, 0, false, 0, 0, 0);
    }

    @Override
    public GVTFont getFont() {
        return font;
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return context;
    }

    @Override
    public int getNumGlyphs() {
        return glyphs.length;
    }

    @Override
    public int getCharacterCount(int start, int end) {
        return end - start + 1;
    }

    @Override
    public int getGlyphCode(int index) {
        return glyphs[index];
    }

    @Override
    public int[] getGlyphCodes(int start, int count, int @Nullable [] into) {
        int[] codes = into == null ? new int[count] : into;
        System.arraycopy(glyphs, start, codes, 0, count);
        return codes;
    }

    @Override
    public Point2D getGlyphPosition(int index) {
        return (Point2D) positions[index].clone();
    }

    @Override
    public float[] getGlyphPositions(int start, int count, float @Nullable [] into) {
        float[] coordinates = into == null ? new float[2 * count] : into;
        for (int i = 0; i < count; i++) {
            coordinates[2 * i] = positions[start + i].x;
            coordinates[2 * i + 1] = positions[start + i].y;
        }
        return coordinates;
    }

    @Override
    public void setGlyphPosition(int index, Point2D position) {
        positions[index].setLocation(position);
    }

    @Override
    public @Nullable AffineTransform getGlyphTransform(int index) {
        return transforms[index];
    }

    @Override
    public void setGlyphTransform(int index, @Nullable AffineTransform transform) {
        transforms[index] = transform;
    }

    @Override
    public boolean isGlyphVisible(int index) {
        return visible[index];
    }

    @Override
    public void setGlyphVisible(int index, boolean isVisible) {
        visible[index] = isVisible;
    }

    @Override
    public boolean isReversed() {
        return false;
    }

    @Override
    public void maybeReverse(boolean mirror) {
        // Text comes in the order in which it is drawn.
    }
}
