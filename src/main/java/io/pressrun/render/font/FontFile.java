package io.pressrun.render.font;

import com.openhtmltopdf.css.constants.IdentValue;
import java.io.IOException;
import java.util.BitSet;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * One TrueType face that can be embedded.
 *
 * @param weight CSS font-weight, 100 to 900
 * @param coverage the Unicode code points it has a glyph for; never changed after construction
 */
public record FontFile(String family, int weight, boolean italic, BitSet coverage, Loader loader) {
    /** Parses the face anew; each caller gets an instance of its own, because FontBox fonts are not thread-safe. */
    interface Loader {
        TrueTypeFont load() throws IOException;
    }

    boolean covers(int codePoint) {
        return coverage.get(codePoint);
    }

    IdentValue style() {
        return italic ? IdentValue.ITALIC : IdentValue.NORMAL;
    }
}
