package io.pressrun.render;

import com.openhtmltopdf.extend.FontContext;
import com.openhtmltopdf.pdfboxout.PdfBoxFSFont;
import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.FSFontMetrics;
import java.util.List;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Takes the height of a line from the first available font alone (css-inline-3, 5.3), which is the first that has a
 * space (css-fonts-4, 2.1.3). The engine takes the greatest of all fonts that might be asked for a character, so that a
 * fallback font would move text it has no part in.
 */
final class FirstFontMetrics extends PdfBoxTextRenderer {
    private final GlyphCheck glyphs;

    /** @param glyphs sees all text that is measured */
    FirstFontMetrics(GlyphCheck glyphs) {
        this.glyphs = glyphs;
    }

    @Override
    public int getWidth(FontContext context, FSFont font, String text) {
        glyphs.set((PdfBoxFSFont) font, text);
        return super.getWidth(context, font, text);
    }

    @Override
    public FSFontMetrics getFSFontMetrics(FontContext context, FSFont font, String text) {
        var candidates = ((PdfBoxFSFont) font).getFontDescriptions();
        for (var candidate : candidates) {
            if (hasSpace(candidate.getFont()) && candidate.getFontMetrics() != null) {
                return super.getFSFontMetrics(context, new PdfBoxFSFont(List.of(candidate), font.getSize2D()), text);
            }
        }
        return super.getFSFontMetrics(context, font, text);
    }

    private static boolean hasSpace(@Nullable PDFont font) {
        return font instanceof PDType0Font embedded ? embedded.getCmapLookup().getGlyphId(' ') != 0 : font != null;
    }
}
