package io.pressrun.render.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.render.Kinds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fonts of a few kilobytes that a parser would make gigabytes of. */
class FontTablesTest {
    /** The test font with one table replaced or added. */
    private static byte[] with(String tag, byte[] table) throws IOException {
        byte[] file = Kinds.file("test.ttf");
        var in = ByteBuffer.wrap(file);
        var out = new SfntFile(in.getInt(0));
        for (int record = 12; record < 12 + 16 * in.getShort(4); record += 16) {
            var name = new String(file, record, 4, StandardCharsets.ISO_8859_1);
            if (!name.equals(tag)) {
                int offset = in.getInt(record + 8);
                out.add(name, Arrays.copyOfRange(file, offset, offset + in.getInt(record + 12)));
            }
        }
        out.add(tag, table);
        return out.toBytes();
    }

    /** Records that all lead to one subtable. */
    private static byte[] cmap(int records, byte[] subtable) {
        var cmap = ByteBuffer.allocate(4 + 8 * records + subtable.length);
        cmap.putShort(2, (short) records);
        for (int i = 0; i < records; i++) {
            cmap.putShort(4 + 8 * i, (short) 3).putShort(6 + 8 * i, (short) 10).putInt(8 + 8 * i, 4 + 8 * records);
        }
        return cmap.put(4 + 8 * records, subtable).array();
    }

    private static byte[] groups(int format, int count, int first, int last) {
        var subtable = ByteBuffer.allocate(16 + 12 * count);
        subtable.putShort(0, (short) format).putInt(4, subtable.capacity()).putInt(12, count);
        for (int i = 0; i < count; i++) {
            subtable.putInt(16 + 12 * i, first).putInt(20 + 12 * i, last);
        }
        return subtable.array();
    }

    private static byte[] segments(int count, int first, int last) {
        var subtable = ByteBuffer.allocate(16 + 8 * count);
        subtable.putShort(0, (short) 4).putShort(2, (short) subtable.capacity()).putShort(6, (short) (2 * count));
        for (int i = 0; i < count; i++) {
            subtable.putShort(14 + 2 * i, (short) last).putShort(16 + 2 * (count + i), (short) first);
        }
        return subtable.array();
    }

    private static byte[] names(int count, int length) {
        var name = ByteBuffer.allocate(6 + 12 * count);
        name.putShort(2, (short) count);
        for (int i = 0; i < count; i++) {
            name.putShort(14 + 12 * i, (short) length);
        }
        return name.array();
    }

    /** One lookup of many subtables, each covering all glyphs by the same range. */
    private static byte[] substitutions(int subtables) {
        var gsub = ByteBuffer.allocate(200 + 2 * subtables);
        gsub.putShort(0, (short) 1)
                .putShort(4, (short) 10)
                .putShort(6, (short) 30)
                .putShort(8, (short) 60);
        gsub.putShort(10, (short) 1)
                .put(12, "deva".getBytes(StandardCharsets.ISO_8859_1))
                .putShort(16, (short) 8);
        gsub.putShort(18, (short) 4).putShort(26, (short) 1);
        gsub.putShort(30, (short) 1)
                .put(32, "akhn".getBytes(StandardCharsets.ISO_8859_1))
                .putShort(36, (short) 8);
        gsub.putShort(40, (short) 1);
        gsub.putShort(60, (short) 1).putShort(62, (short) 40);
        int subtable = 6 + 2 * subtables;
        gsub.putShort(100, (short) 1).putShort(104, (short) subtables);
        for (int i = 0; i < subtables; i++) {
            gsub.putShort(106 + 2 * i, (short) subtable);
        }
        gsub.putShort(100 + subtable, (short) 1).putShort(102 + subtable, (short) 6);
        gsub.putShort(106 + subtable, (short) 2).putShort(108 + subtable, (short) 1);
        gsub.putShort(110 + subtable, (short) 0).putShort(112 + subtable, (short) -1);
        return gsub.array();
    }

    static Stream<Arguments> hostile() throws IOException {
        return Stream.of(
                Arguments.of("all of Unicode, thirty times", with("cmap", cmap(30, groups(13, 1, 0, 0x10FFFF)))),
                Arguments.of("overlapping groups", with("cmap", cmap(1, groups(12, 10_000, 0, 0xFFFF)))),
                Arguments.of("a group of four thousand million", with("cmap", cmap(1, groups(12, 1, 0, -1)))),
                Arguments.of("overlapping segments", with("cmap", cmap(1, segments(1000, 0, 0xFFF0)))),
                Arguments.of("a subtable shared by thousands", with("cmap", cmap(30_000, segments(1, 0, 100)))),
                Arguments.of(
                        "a subtable beyond the file", with("cmap", new byte[] {0, 0, 0, 1, 0, 3, 0, 1, 127, 0, 0, 0})),
                Arguments.of("a long name, thousands of times", with("name", names(4000, 60_000))),
                Arguments.of("more names than any font has", with("name", names(60_000, 1))),
                Arguments.of("substitutions of the same glyphs", with("GSUB", substitutions(5_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void fontThatStandsForMoreThanItHolds_isRefused(String name, byte[] font) {
        assertThatThrownBy(() -> FontTables.checked(font)).isInstanceOf(IOException.class);
    }

    @Test
    void substitutionsOfAnIndicFont_areAllowed() throws IOException {
        assertThatCode(() -> FontTables.checked(with("GSUB", substitutions(10))))
                .doesNotThrowAnyException();
    }

    static List<Path> fontsOfTheExamples() throws IOException {
        try (var files = Files.walk(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".ttf")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fontsOfTheExamples")
    void usualFont_keepsItsCharacters(Path file) throws IOException {
        byte[] font = Files.readAllBytes(file);
        try (var before = new TTFParser(true).parse(new RandomAccessReadBuffer(font));
                var after = new TTFParser(true).parse(new RandomAccessReadBuffer(FontTables.checked(font)))) {
            assertThat(FontScan.coverage(after)).isEqualTo(FontScan.coverage(before));
            assertThat(after.getNumberOfGlyphs()).isEqualTo(before.getNumberOfGlyphs());
            assertThat(after.getName()).isEqualTo(before.getName());
        }
    }

    @Test
    void tablesThatNobodyReads_areLeftOut() throws IOException {
        byte[] checked = FontTables.checked(with("kern", new byte[100]));
        try (var font = new TTFParser(true).parse(new RandomAccessReadBuffer(checked))) {
            assertThat(font.getTableMap()).doesNotContainKey("kern").containsKeys("glyf", "cmap");
        }
    }
}
