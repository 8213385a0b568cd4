package io.pressrun.render.font;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Checks the tables of a font before a parser expands them (OpenType 1.9). A few bytes may stand for millions of
 * characters, names or substitutions, of which a parser makes maps. Tables that the engine has no use for are left out.
 */
final class FontTables {
    private static final Set<String> USED = Set.of(
            "GSUB", "OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post",
            "prep");

    private static final int HEADER = 12;
    private static final int RECORD = 16;
    private static final int MAX_TABLES = 256;

    /** Of all subtables together; a font of 65,535 glyphs that maps each in four subtables has half as many. */
    private static final long MAX_CHARACTERS = 500_000;

    private static final int MAX_NAMES = 4096;
    private static final long MAX_NAME_BYTES = 1 << 20;

    private FontTables() {}

    /**
     * @param font as TrueType, not as a collection
     * @return the font with the tables alone that are used
     */
    static byte[] checked(byte[] font) throws IOException {
        try {
            var in = ByteBuffer.wrap(font);
            int tables = in.getShort(4) & 0xFFFF;
            if (tables > MAX_TABLES) {
                throw new IOException("it has " + tables + " tables");
            }
            var out = new SfntFile(in.getInt(0));
            for (int record = HEADER; record < HEADER + RECORD * tables; record += RECORD) {
                String tag = new String(font, record, 4, StandardCharsets.ISO_8859_1);
                if (USED.contains(tag)) {
                    out.add(tag, table(font, in.getInt(record + 8), in.getInt(record + 12)));
                }
            }
            check(out);
            return out.toBytes();
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new IOException("its tables are damaged", e);
        }
    }

    private static void check(SfntFile font) throws IOException {
        if (font.has("cmap")) {
            checkCharacters(new FontBytes(font.table("cmap")));
        }
        if (font.has("name")) {
            checkNames(new FontBytes(font.table("name")));
        }
        if (font.has("GSUB")) {
            GlyphSubstitutions.check(new FontBytes(font.table("GSUB")));
        }
    }

    private static byte[] table(byte[] font, int offset, int length) throws IOException {
        if (offset < 0 || length < 0 || length > font.length - offset) {
            throw new IOException("a table of it ends beyond the file");
        }
        return Arrays.copyOfRange(font, offset, offset + length);
    }

    private static void checkCharacters(FontBytes cmap) throws IOException {
        long characters = 0;
        int subtables = cmap.u16(2);
        for (int i = 0; i < subtables; i++) {
            characters += charactersOf(cmap, Math.toIntExact(cmap.u32(4 + 8 * i + 4)));
            if (characters > MAX_CHARACTERS) {
                throw new IOException("it maps more characters than any font has");
            }
        }
    }

    /** How often a parser puts a character into its map. */
    private static long charactersOf(FontBytes cmap, int at) {
        return switch (cmap.u16(at)) {
            case 0 -> 256;
            case 2 -> charactersByLeadBytes(cmap, at);
            case 4 -> charactersInSegments(cmap, at);
            case 6 -> cmap.u16(at + 8);
            case 8 -> charactersInGroups(cmap, at + 8204);
            case 10 -> cmap.u32(at + 16);
            case 12, 13 -> charactersInGroups(cmap, at + 12);
            default -> 1;
        };
    }

    private static long charactersByLeadBytes(FontBytes cmap, int at) {
        int last = 0;
        for (int i = 0; i < 256; i++) {
            last = Math.max(last, cmap.u16(at + 6 + 2 * i) / 8);
        }
        long characters = 0;
        for (int i = 0; i <= last; i++) {
            characters += cmap.u16(at + 518 + 8 * i + 2);
        }
        return characters;
    }

    private static long charactersInSegments(FontBytes cmap, int at) {
        int segments = cmap.u16(at + 6) / 2;
        int ends = at + 14;
        int starts = ends + 2 * segments + 2;
        long characters = 0;
        for (int i = 0; i < segments; i++) {
            characters += Math.max(0, cmap.u16(ends + 2 * i) - cmap.u16(starts + 2 * i) + 1);
        }
        return characters;
    }

    private static long charactersInGroups(FontBytes cmap, int at) {
        long groups = cmap.u32(at);
        long characters = 0;
        for (int i = 0; i < groups && characters <= MAX_CHARACTERS; i++) {
            int group = at + 4 + 12 * i;
            characters += 1 + Math.max(0, cmap.u32(group + 4) - cmap.u32(group));
        }
        return characters;
    }

    private static void checkNames(FontBytes name) throws IOException {
        int names = name.u16(2);
        long bytes = 0;
        for (int i = 0; i < names && i <= MAX_NAMES; i++) {
            bytes += name.u16(6 + 12 * i + 8);
        }
        if (names > MAX_NAMES || bytes > MAX_NAME_BYTES) {
            throw new IOException("it has more names than any font has");
        }
    }
}
