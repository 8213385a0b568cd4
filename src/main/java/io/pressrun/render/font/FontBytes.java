package io.pressrun.render.font;

import java.nio.ByteBuffer;

/** A table of a font, read by position. What lies beyond its end is an {@link IndexOutOfBoundsException}. */
record FontBytes(ByteBuffer bytes) {
    FontBytes(byte[] table) {
        this(ByteBuffer.wrap(table));
    }

    int u16(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    long u32(int at) {
        return bytes.getInt(at) & 0xFFFF_FFFFL;
    }
}
