package io.pressrun.render.svg;

import io.pressrun.render.watch.RenderWatch;
import java.awt.font.FontRenderContext;
import java.text.CharacterIterator;
import org.apache.batik.gvt.font.GVTFont;
import org.apache.batik.gvt.font.GVTGlyphVector;
import org.apache.batik.gvt.font.GVTLineMetrics;

/**
 * A font for text in SVG that is drawn by the outlines of its file. Each character has a glyph of its own, without
 * kerning and ligatures, as with the fonts of AWT.
 *
 * @param watch asked for each glyph
 */
record OutlineFont(String family, SizedOutlines outlines, RenderWatch watch) implements GVTFont {
    private static final float[] NO_BASELINES = {0, 0, 0};

    @Override
    public boolean canDisplay(char character) {
        return outlines.has(character);
    }

    @Override
    public int canDisplayUpTo(char[] text, int start, int limit) {
        int upTo = canDisplayUpTo(new String(text, start, limit - start));
        return upTo < 0 ? -1 : start + upTo;
    }

    @Override
    public int canDisplayUpTo(CharacterIterator text, int start, int limit) {
        int upTo = canDisplayUpTo(text(text, start, limit));
        return upTo < 0 ? -1 : start + upTo;
    }

    @Override
    public int canDisplayUpTo(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (!outlines.has(codePoint)) {
                return i;
            }
        }
        return -1;
    }

    private static String text(CharacterIterator from, int start, int limit) {
        var text = new StringBuilder();
        for (char c = from.setIndex(start); from.getIndex() < limit && c != CharacterIterator.DONE; c = from.next()) {
            text.append(c);
        }
        return text.toString();
    }

    @Override
    public GVTGlyphVector createGlyphVector(FontRenderContext context, String text) {
        return new OutlineGlyphs(this, outlines, watch, context, text);
    }

    @Override
    public GVTGlyphVector createGlyphVector(FontRenderContext context, char[] text) {
        return createGlyphVector(context, new String(text));
    }

    @Override
    public GVTGlyphVector createGlyphVector(FontRenderContext context, CharacterIterator text) {
        return createGlyphVector(context, text(text, text.getBeginIndex(), text.getEndIndex()));
    }

    /** Called for fonts that an SVG defines by its own elements alone. */
    @Override
    public GVTGlyphVector createGlyphVector(FontRenderContext context, int[] glyphs, CharacterIterator text) {
        throw new UnsupportedOperationException("glyphs are chosen by their characters");
    }

    @Override
    public GVTFont deriveFont(float other) {
        return new OutlineFont(family, outlines.at(other), watch);
    }

    @Override
    public String getFamilyName() {
        return family;
    }

    @Override
    public GVTLineMetrics getLineMetrics(String text, FontRenderContext context) {
        return lineMetrics(text.length());
    }

    @Override
    public GVTLineMetrics getLineMetrics(String text, int start, int limit, FontRenderContext context) {
        return lineMetrics(limit - start);
    }

    @Override
    public GVTLineMetrics getLineMetrics(char[] text, int start, int limit, FontRenderContext context) {
        return lineMetrics(limit - start);
    }

    @Override
    public GVTLineMetrics getLineMetrics(CharacterIterator text, int start, int limit, FontRenderContext context) {
        return lineMetrics(limit - start);
    }

    private GVTLineMetrics lineMetrics(int characters) {
        var lines = outlines.outlines().lines();
        float size = outlines.size();
        float ascent = outlines.ascent();
        float descent = outlines.descent();
        float leading = lines.leading() * size;
        float underline = lines.underline().thickness() * size;
        return new GVTLineMetrics(
                ascent,
                0,
                NO_BASELINES.clone(),
                descent,
                ascent + descent + leading,
                leading,
                characters,
                lines.strikethrough().offset() * size,
                lines.strikethrough().thickness() * size,
                lines.underline().offset() * size,
                underline,
                -ascent,
                underline);
    }

    @Override
    public float getSize() {
        return outlines.size();
    }

    @Override
    public float getVKern(int glyph, int next) {
        return 0;
    }

    @Override
    public float getHKern(int glyph, int next) {
        return 0;
    }
}
