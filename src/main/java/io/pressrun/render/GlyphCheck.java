package io.pressrun.render;

import com.openhtmltopdf.pdfboxout.PdfBoxFSFont;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.w3c.dom.Element;

/**
 * Says which characters were set in fonts of which none has them. They are printed as a box, so a few are a warning;
 * when they are most of the text the PDF would be worthless, and the job fails.
 */
final class GlyphCheck {
    private final BitSet doubtful;
    private final BitSet lost = new BitSet();

    /** @param doubtful the characters that not every font list ends with a font for */
    GlyphCheck(BitSet doubtful) {
        this.doubtful = doubtful;
    }

    /** Looks at text as it is measured. */
    void set(PdfBoxFSFont font, String text) {
        if (doubtful.isEmpty()) {
            return;
        }
        plain(text).codePoints().filter(doubtful::get).forEach(character -> {
            if (!lost.get(character) && !has(font, character)) {
                lost.set(character);
            }
        });
    }

    /** The letters themselves where they have been joined: the forms of Arabic have code points of their own. */
    private static String plain(String text) {
        boolean joined = text.chars().anyMatch(c -> c >= 0xFB50 && c <= 0xFDFF || c >= 0xFE70 && c <= 0xFEFC);
        return joined ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
    }

    private static boolean has(PdfBoxFSFont font, int character) {
        return font.getFontDescriptions().stream()
                .anyMatch(candidate -> candidate.getFont() instanceof PDType0Font embedded
                        && embedded.getCmapLookup().getGlyphId(character) != 0);
    }

    /** Called once the document has been laid out. */
    void check(Element root, TextCensus census, WarningCollector warnings) throws JobFailedException {
        if (lost.isEmpty()) {
            return;
        }
        String examples = lost.stream()
                .limit(10)
                .mapToObj(c -> String.format("U+%04X", c))
                .collect(Collectors.joining(", "));
        String message =
                lost.cardinality() + " characters have no glyph in the fonts they are set in and are printed as"
                        + " a box: " + examples + (lost.cardinality() > 10 ? ", …" : "")
                        + ". Install a font that has them on the worker, or bring one with @font-face.";
        if (TextCensus.countIn(root, lost) * 2 > census.counted()) {
            throw new JobFailedException(FailureCode.TEXT_LOST, message);
        }
        warnings.add(new Warning("GLYPH_MISSING", message, null));
    }
}
