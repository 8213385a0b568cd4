package io.pressrun.render.font;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompositeGlyphsTest {
    private final List<Long> offsets = new ArrayList<>(List.of(0L));
    private final ByteArrayOutputStream glyphs = new ByteArrayOutputStream();

    private void add(byte[] glyph) {
        glyphs.writeBytes(glyph);
        offsets.add((long) glyphs.size());
    }

    private void simple(int points) {
        add(ByteBuffer.allocate(12)
                .putShort(0, (short) 1)
                .putShort(10, (short) (points - 1))
                .array());
    }

    private void composite(int... parts) {
        var glyph =
                ByteBuffer.allocate(10 + 6 * parts.length).putShort((short) -1).position(10);
        for (int i = 0; i < parts.length; i++) {
            int more = i + 1 < parts.length ? 0x20 : 0;
            glyph.putShort((short) more).putShort((short) parts[i]).putShort((short) 0);
        }
        add(glyph.array());
    }

    private void check() throws IOException {
        CompositeGlyphs.check(
                glyphs.toByteArray(),
                offsets.stream().mapToLong(Long::longValue).toArray());
    }

    @Test
    void lettersWithAccents_pass() {
        simple(30);
        simple(4);
        composite(0, 1);
        composite(2, 1, 1);
        add(new byte[0]);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void glyphMadeOfItself_isRefused() {
        composite(1);
        composite(0, 0);

        assertThatThrownBy(this::check).isInstanceOf(IOException.class).hasMessageContaining("made of itself");
    }

    @Test
    void glyphsThatDoubleEachOther_areRefused() {
        simple(3);
        for (int i = 0; i < 9; i++) {
            composite(i, i);
        }

        assertThatThrownBy(this::check).isInstanceOf(IOException.class).hasMessageContaining("more parts");
    }

    @Test
    void glyphsOfMorePointsThanTheFormatHas_areRefused() {
        simple(40_000);
        composite(0, 0);

        assertThatThrownBy(this::check).isInstanceOf(IOException.class).hasMessageContaining("more parts");
    }

    @Test
    void glyphsNestedTooDeeply_areRefused_inWhateverOrderTheyStand() {
        simple(3);
        for (int i = 0; i < 17; i++) {
            composite(i);
        }
        assertThatThrownBy(this::check).isInstanceOf(IOException.class).hasMessageContaining("more parts");

        offsets.subList(1, offsets.size()).clear();
        glyphs.reset();
        for (int i = 0; i < 17; i++) {
            composite(i + 1);
        }
        simple(3);
        assertThatThrownBy(this::check).isInstanceOf(IOException.class).hasMessageContaining("more parts");
    }

    @Test
    void glyphThatEndsEarly_isDamaged() {
        add(new byte[] {-1, -1, 0});

        assertThatThrownBy(this::check).isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }
}
