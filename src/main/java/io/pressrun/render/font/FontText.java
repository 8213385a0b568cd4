package io.pressrun.render.font;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.ttf.model.GsubData;
import org.apache.fontbox.ttf.model.Language;

/**
 * Keeps printed text readable for programs. A ligature is a glyph of its own that stands for no single character, so
 * PDFBox leaves it out of the PDF's way back from glyphs to text (ISO 32000-1, 9.10.3): "flock" could be read, but
 * searched and copied only as "ock". Glyph substitution is therefore used by the scripts alone that cannot be written
 * without it.
 */
final class FontText {
    /** The scripts that PDFBox shapes by substitution, by their OpenType tags. */
    private static final Set<String> SHAPED = Set.of("bng2", "beng", "dev2", "deva", "gjr2", "gujr");

    private static final int MAX_SCRIPTS = 256;

    private FontText() {}

    /** Switches substitution off where it would only make ligatures. */
    @SuppressWarnings("ReferenceEquality") // the constant has no language to ask for
    static TrueTypeFont readable(TrueTypeFont font) throws IOException {
        var data = font.getGsubData();
        var language = data == null || data == GsubData.NO_DATA_FOUND ? Language.UNSPECIFIED : data.getLanguage();
        if (language != Language.BENGALI && language != Language.DEVANAGARI && language != Language.GUJARATI) {
            font.setEnableGsub(false);
        }
        return font;
    }

    /** The same for a file that is parsed elsewhere: its substitution table gets a name that no reader asks for. */
    static byte[] readable(byte[] file) {
        var sfnt = ByteBuffer.wrap(file);
        int tables = file.length < 12 ? 0 : sfnt.getShort(4) & 0xFFFF;
        for (int record = 12; record + 16 <= file.length && record < 12 + 16 * tables; record += 16) {
            if (tag(file, record).equals("GSUB") && !shapes(file, sfnt.getInt(record + 8))) {
                byte[] changed = file.clone();
                changed[record + 3] = 'X';
                return changed;
            }
        }
        return file;
    }

    /** Whether the substitution table at the offset serves a script that needs it. */
    private static boolean shapes(byte[] file, int table) {
        var sfnt = ByteBuffer.wrap(file);
        try {
            int scripts = table + (sfnt.getShort(table + 4) & 0xFFFF);
            int count = Math.min(MAX_SCRIPTS, sfnt.getShort(scripts) & 0xFFFF);
            for (int i = 0; i < count; i++) {
                if (SHAPED.contains(tag(file, scripts + 2 + 6 * i))) {
                    return true;
                }
            }
            return false;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static String tag(byte[] file, int offset) {
        return new String(file, offset, 4, StandardCharsets.ISO_8859_1);
    }
}
