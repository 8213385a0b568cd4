package io.pressrun.render.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.pressrun.render.Kinds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedFontTest {
    private static final long LIMIT = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"test.woff", "test.woff2", "plain.woff2", "metrics.woff2"})
    void unpack_givesTheFontThatWasPacked(String name) throws IOException {
        byte[] unpacked = unpack(Kinds.file(name), LIMIT);

        assertSameFont(unpacked, Kinds.file("test.ttf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.woff", "test.woff2", "plain.woff2", "metrics.woff2"})
    void unpack_writesChecksumsThatHold(String name) throws IOException {
        byte[] unpacked = unpack(Kinds.file(name), LIMIT);

        var file = ByteBuffer.wrap(unpacked);
        int sum = 0;
        while (file.hasRemaining()) {
            sum += file.getInt();
        }
        assertThat(sum).isEqualTo(0xB1B0AFBA);
    }

    @Test
    void unpack_keepsPostScriptOutlines() throws IOException {
        byte[] unpacked = unpack(Kinds.file("cff.woff2"), LIMIT);

        assertThat(new String(unpacked, 0, 4, StandardCharsets.ISO_8859_1)).isEqualTo("OTTO");
        assertThat(tables(unpacked)).contains("CFF ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.woff", "test.woff2"})
    void unpack_ofMoreThanTheLimit_fails(String name) {
        assertThatThrownBy(() -> unpack(Kinds.file(name), 20_000))
                .isInstanceOf(IOException.class)
                .hasMessage("it has more than 20000 bytes when unpacked");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                hostile("woff: cut off", "test.woff", woff -> woff.putInt(8, 0)),
                hostile("woff: no tables", "test.woff", woff -> woff.putShort(12, (short) 0)),
                hostile("woff: more tables than bytes", "test.woff", woff -> woff.putShort(12, (short) -1)),
                hostile("woff: table outside the file", "test.woff", woff -> woff.putInt(48, 0x7FFFFFFF)),
                hostile("woff: table at a negative place", "test.woff", woff -> woff.putInt(48, -1)),
                hostile("woff: packed longer than the file", "test.woff", woff -> woff.putInt(52, -1)),
                hostile("woff: unpacked 4 GiB", "test.woff", woff -> woff.putInt(56, -1)),
                hostile("woff: a ratio that zlib does not have", "test.woff", woff -> {
                    woff.putInt(52, 4);
                    woff.putInt(56, 900_000);
                }),
                hostile("woff: table longer than its data", "test.woff", woff -> woff.putInt(56, woff.getInt(56) + 1)),
                hostile("woff: zlib data damaged", "test.woff", woff -> {
                    int record = 44;
                    while (woff.getInt(record) != 0x676C7966) {
                        record += 20;
                    }
                    woff.putInt(woff.getInt(record + 4), -1);
                }),
                hostile("woff: the same table twice", "test.woff", woff -> woff.put(64, woff, 44, 20)),
                hostile("woff2: cut off", "test.woff2", woff -> woff.putInt(8, 0)),
                hostile("woff2: no tables", "test.woff2", woff -> woff.putShort(12, (short) 0)),
                hostile("woff2: more tables than bytes", "test.woff2", woff -> woff.putShort(12, (short) -1)),
                hostile("woff2: packed longer than the file", "test.woff2", woff -> woff.putInt(20, -1)),
                hostile("woff2: Brotli data missing", "test.woff2", woff -> woff.putInt(20, 0)),
                hostile("woff2: a collection", "test.woff2", woff -> woff.putInt(4, 0x74746366)),
                hostile("woff2: a number that starts with zeros", "test.woff2", woff -> woff.put(49, (byte) 0x80)),
                hostile("woff2: a number over 32 bits", "test.woff2", woff -> woff.putInt(49, -1)),
                hostile("woff2: an unknown transformation", "test.woff2", woff -> woff.put(48, (byte) 0x80)));
    }

    private static Arguments hostile(String what, String fixture, Consumer<ByteBuffer> damage) {
        byte[] file = Kinds.file(fixture);
        damage.accept(ByteBuffer.wrap(file));
        return Arguments.of(what, file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void unpack_ofHostileFile_failsAndSaysWhy(String what, byte[] file) {
        assertThatThrownBy(() -> unpack(file, LIMIT))
                .isInstanceOf(IOException.class)
                .message()
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.woff", "test.woff2", "plain.woff2", "metrics.woff2", "cff.woff2"})
    void unpack_ofWhatChanceMadeOfAFont_givesBytesOrAFailureInTime(String name) {
        byte[] whole = Kinds.file(name);
        var random = new Random(4);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 400; i++) {
                byte[] file = whole.clone();
                for (int hit = random.nextInt(1, 4); hit > 0; hit--) {
                    file[12 + random.nextInt(i % 2 == 0 ? 200 : file.length - 12)] = (byte) random.nextInt();
                }
                try {
                    assertThat(unpack(file, LIMIT).length).isLessThan((int) (4 * LIMIT));
                } catch (IOException e) {
                    assertThat(e).hasMessageMatching(".+");
                }
            }
        });
    }

    /** The transformed table itself, which Brotli guards from most damage. */
    @Test
    void outlines_ofWhatChanceMadeOfThem_giveBytesOrAFailure() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] table = new byte[36 + random.nextInt(200)];
            random.nextBytes(table);
            var header = ByteBuffer.wrap(table);
            header.putShort(2, (short) random.nextInt(2)).putShort(4, (short) random.nextInt(20));
            for (int stream = 0; stream < 7; stream++) {
                header.putInt(8 + 4 * stream, random.nextInt(50) - 1);
            }
            try {
                var outlines = Woff2Outlines.read(table, LIMIT);
                assertThat(outlines.glyf().length).isLessThan(70_000);
            } catch (IOException | RuntimeException e) {
                assertThat(e)
                        .isInstanceOfAny(
                                IOException.class,
                                IndexOutOfBoundsException.class,
                                java.nio.BufferUnderflowException.class,
                                IllegalArgumentException.class);
            }
        }
    }

    private static byte[] unpack(byte[] file, long maxBytes) throws IOException {
        return file[3] == 'F' ? Woff.unpack(file, maxBytes) : Woff2.unpack(file, maxBytes);
    }

    private static void assertSameFont(byte[] actual, byte[] expected) throws IOException {
        try (var one = parse(actual);
                var other = parse(expected)) {
            assertThat(one.getTableMap().keySet()).containsAll(Arrays.asList("glyf", "loca", "hmtx", "cmap", "head"));
            assertThat(one.getNumberOfGlyphs()).isEqualTo(other.getNumberOfGlyphs());
            for (int glyph = 0; glyph < other.getNumberOfGlyphs(); glyph++) {
                assertThat(one.getAdvanceWidth(glyph)).isEqualTo(other.getAdvanceWidth(glyph));
                assertThat(one.getHorizontalMetrics().getLeftSideBearing(glyph))
                        .isEqualTo(other.getHorizontalMetrics().getLeftSideBearing(glyph));
                var mine = one.getGlyph().getGlyph(glyph);
                var theirs = other.getGlyph().getGlyph(glyph);
                assertThat(mine == null).isEqualTo(theirs == null);
                if (mine != null && theirs != null) {
                    assertThat(mine.getXMinimum()).isEqualTo(theirs.getXMinimum());
                    assertThat(mine.getBoundingBox().toString())
                            .isEqualTo(theirs.getBoundingBox().toString());
                    assertThat(Shapes.points(mine.getPath())).isEqualTo(Shapes.points(theirs.getPath()));
                }
            }
        }
    }

    private static Iterable<String> tables(byte[] font) {
        var file = ByteBuffer.wrap(font);
        return Stream.iterate(12, at -> at + 16)
                .limit(file.getShort(4))
                .map(at -> new String(font, at, 4, StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static TrueTypeFont parse(byte[] font) throws IOException {
        return new TTFParser(true).parse(new RandomAccessReadBuffer(font));
    }

    private static final class Shapes {
        private Shapes() {}

        static String points(java.awt.geom.GeneralPath path) {
            var text = new StringBuilder();
            double[] at = new double[6];
            for (var i = path.getPathIterator(null); !i.isDone(); i.next()) {
                int kind = i.currentSegment(at);
                text.append(kind).append(Arrays.toString(at));
                Arrays.fill(at, 0);
            }
            return text.toString();
        }
    }
}
