package io.pressrun.render.font;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The outlines and measures of a TrueType face in ems, with y downwards as on a page. A font of AWT would be kept for
 * the life of the process; this one goes with its document. Not thread-safe.
 */
public final class GlyphOutlines {
    private final TrueTypeFont font;
    private final @Nullable CmapLookup characters;
    private final double unitsPerEm;
    private final LineMeasures lines;
    private final Map<Integer, Path2D> outlines = new HashMap<>();

    /**
     * Of a line of text, in ems; an offset is that of the line's upper edge, positive below the baseline.
     *
     * @param descent positive below the baseline
     */
    public record LineMeasures(float ascent, float descent, float leading, Stripe strikethrough, Stripe underline) {}

    /** A line that is drawn along text. */
    public record Stripe(float offset, float thickness) {}

    private GlyphOutlines(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup(false);
        this.unitsPerEm = font.getUnitsPerEm();
        this.lines = lines(font);
    }

    /**
     * @param file a font that {@link WebFonts} found usable
     * @throws IOException when its outlines cannot be drawn
     */
    public static GlyphOutlines of(byte[] file) throws IOException {
        try {
            var font = new TTFParser(true).parse(new RandomAccessReadBuffer(file));
            CompositeGlyphs.check(
                    font.getTableBytes(font.getTableMap().get("glyf")),
                    font.getIndexToLocation().getOffsets());
            return new GlyphOutlines(font);
        } catch (RuntimeException e) {
            throw new IOException("its outlines are damaged", e);
        }
    }

    /** The glyph of a character; 0, which is a box in most fonts, for one that the font lacks. */
    public int glyph(int codePoint) {
        return characters == null ? 0 : characters.getGlyphId(codePoint);
    }

    /** How far the glyph moves what follows it. */
    public float advance(int glyph) {
        try {
            return (float) (font.getAdvanceWidth(glyph) / unitsPerEm);
        } catch (IOException e) {
            return 0;
        }
    }

    /** With its origin on the baseline; empty for a space. Not to be changed. */
    public Path2D outline(int glyph) {
        return outlines.computeIfAbsent(glyph, this::read);
    }

    public LineMeasures lines() {
        return lines;
    }

    private Path2D read(int glyph) {
        var outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        try {
            var data = font.getGlyph().getGlyph(glyph);
            if (data != null) {
                outline.append(
                        data.getPath()
                                .getPathIterator(AffineTransform.getScaleInstance(1 / unitsPerEm, -1 / unitsPerEm)),
                        false);
            }
        } catch (IOException | RuntimeException e) {
            // A damaged glyph is drawn as far as it could be read: not at all.
            outline.reset();
        }
        return outline;
    }

    /** From the tables hhea, OS/2 and post (OpenType 1.9), with the values that Java takes where they make no sense. */
    private static LineMeasures lines(TrueTypeFont font) throws IOException {
        float em = font.getUnitsPerEm();
        var hhea = font.getHorizontalHeader();
        var os2 = font.getOS2Windows();
        var post = font.getPostScript();
        float ascent = hhea.getAscender() / em;
        float descent = -hhea.getDescender() / em;
        if (ascent == 0 && descent == 0 && os2 != null) {
            ascent = os2.getWinAscent() / em;
            descent = os2.getWinDescent() / em;
        }
        var strikethrough = os2 == null
                ? new Stripe(-0.4f, 0.05f)
                : stripe(-os2.getStrikeoutPosition() / em, os2.getStrikeoutSize() / em, -0.4f);
        var underline = post == null
                ? new Stripe(0.1f, 0.05f)
                : stripe(-post.getUnderlinePosition() / em, post.getUnderlineThickness() / em, 0.1f);
        return new LineMeasures(ascent, descent, hhea.getLineGap() / em, strikethrough, underline);
    }

    private static Stripe stripe(float offset, float thickness, float usualOffset) {
        return new Stripe(Math.abs(offset) > 2 ? usualOffset : offset, thickness < 0 ? 0.05f : thickness);
    }
}
