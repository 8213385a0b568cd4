package io.pressrun.render;

import io.pressrun.document.FontDemand;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Says which characters no font has. They are printed as a box, so a few are a warning; when they are most of the text
 * the PDF would be worthless, and the job fails.
 */
final class GlyphCheck {
    private final JobAssets assets;
    private final FontDemand demand;
    private final WebFonts fonts;

    GlyphCheck(JobAssets assets, FontDemand demand, WebFonts fonts) {
        this.assets = assets;
        this.demand = demand;
        this.fonts = fonts;
    }

    /** Which of the characters no font has that the document brings; parses its fonts only if there is a question. */
    BitSet notInWebFonts(BitSet characters) {
        var missing = (BitSet) characters.clone();
        if (!missing.isEmpty()) {
            for (Asset asset : assets.settled()) {
                if (asset instanceof Asset.Found found && WebFonts.isFont(found.bytes())) {
                    missing.andNot(demand.withinRange(found.uri().toString(), fonts.coverage(found)));
                }
            }
        }
        return missing;
    }

    void check(Element root, TextCensus census, BitSet missing, WarningCollector warnings) throws JobFailedException {
        if (missing.isEmpty()) {
            return;
        }
        String examples = missing.stream()
                .limit(10)
                .mapToObj(c -> String.format("U+%04X", c))
                .collect(Collectors.joining(", "));
        String message = missing.cardinality() + " characters have no glyph in any font and are printed as a box: "
                + examples + (missing.cardinality() > 10 ? ", …" : "")
                + ". Install a font that has them on the worker, or bring one with @font-face.";
        if (TextCensus.countIn(root, missing) * 2 > census.counted()) {
            throw new JobFailedException(FailureCode.TEXT_LOST, message);
        }
        warnings.add(new Warning("GLYPH_MISSING", message, null));
    }
}
