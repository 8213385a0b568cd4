package io.pressrun.render.font;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Leaves a font only the characters that its rule is for (css-fonts-4, 4.5), for an engine that knows no
 * {@code unicode-range} and takes whatever character a font has.
 */
final class CmapRange {
    private static final int HEADER = 12;
    private static final int RECORD = 16;

    private CmapRange() {}

    /** A run of characters whose glyphs follow each other. */
    private record Group(int first, int last, int glyph) {}

    /**
     * @param file as TrueType
     * @return the same array when the font has no other characters
     */
    static byte[] within(BitSet range, byte[] file) throws IOException {
        try (var font = new TTFParser(true).parse(new RandomAccessReadBuffer(file))) {
            var have = FontScan.coverage(font);
            var kept = (BitSet) have.clone();
            kept.and(range);
            if (kept.equals(have)) {
                return file;
            }
            var glyphs = font.getUnicodeCmapLookup();
            List<Group> groups = new ArrayList<>();
            kept.stream().forEach(character -> add(groups, character, glyphs.getGlyphId(character)));
            return withCmap(file, cmap(groups));
        } catch (RuntimeException e) {
            throw new IOException("its tables are damaged", e);
        }
    }

    private static void add(List<Group> groups, int character, int glyph) {
        if (!groups.isEmpty()) {
            var last = groups.getLast();
            if (character == last.last + 1 && glyph == last.glyph + character - last.first) {
                groups.set(groups.size() - 1, new Group(last.first, character, last.glyph));
                return;
            }
        }
        groups.add(new Group(character, character, glyph));
    }

    /** A table of one subtable for Windows and all of Unicode, in format 12 (OpenType 1.9, "cmap"). */
    private static byte[] cmap(List<Group> groups) {
        int length = 16 + 12 * groups.size();
        var table = ByteBuffer.allocate(12 + length);
        table.putShort((short) 0).putShort((short) 1);
        table.putShort((short) 3).putShort((short) 10).putInt(12);
        table.putShort((short) 12).putShort((short) 0).putInt(length).putInt(0).putInt(groups.size());
        for (var group : groups) {
            table.putInt(group.first).putInt(group.last).putInt(group.glyph);
        }
        return table.array();
    }

    private static byte[] withCmap(byte[] file, byte[] cmap) throws IOException {
        var in = ByteBuffer.wrap(file);
        var out = new SfntFile(in.getInt(0));
        int tables = in.getShort(4) & 0xFFFF;
        for (int record = HEADER; record < HEADER + RECORD * tables; record += RECORD) {
            String tag = new String(file, record, 4, StandardCharsets.ISO_8859_1);
            int offset = in.getInt(record + 8);
            int length = in.getInt(record + 12);
            out.add(tag, tag.equals("cmap") ? cmap : Arrays.copyOfRange(file, offset, Math.addExact(offset, length)));
        }
        return out.toBytes();
    }
}
