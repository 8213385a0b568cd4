package io.pressrun.render;

import com.openhtmltopdf.extend.FontContext;
import com.openhtmltopdf.pdfboxout.PdfBoxFSFont;
import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.FSFontMetrics;
import java.util.List;

/**
 * Takes the height of a line from the first available font alone (css-inline-3, 5.3). The engine takes the greatest of
 * all fonts that might be asked for a character, so that a fallback font would move text it has no part in.
 */
final class FirstFontMetrics extends PdfBoxTextRenderer {
    @Override
    public FSFontMetrics getFSFontMetrics(FontContext context, FSFont font, String text) {
        var candidates = ((PdfBoxFSFont) font).getFontDescriptions();
        for (var candidate : candidates) {
            if (candidate.getFont() != null && candidate.getFontMetrics() != null) {
                return super.getFSFontMetrics(context, new PdfBoxFSFont(List.of(candidate), font.getSize2D()), text);
            }
        }
        return super.getFSFontMetrics(context, font, text);
    }
}
