package io.pressrun.fetch.http;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one body, gathered in blocks and put together at its end. A body of the length that was said, up to one
 * block, is in one piece from the start.
 */
final class BodyBuffer {
    private static final int FIRST_BLOCK = 8 * 1024;
    /** What a length that is only said may cost. */
    private static final int MAX_BLOCK = 1024 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] block;
    private int filled;
    private long size;

    /** @param declared how long the body is said to be; 0 when nothing is said */
    BodyBuffer(long declared) {
        block = new byte[declared <= 0 ? 0 : Math.clamp(declared, 1, MAX_BLOCK)];
    }

    long size() {
        return size;
    }

    /** Takes all that the buffer has to read. */
    void write(ByteBuf part) {
        while (part.isReadable()) {
            int length = Math.min(part.readableBytes(), room());
            part.readBytes(block, filled, length);
            wrote(length);
        }
    }

    void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int count = Math.min(end - from, room());
            System.arraycopy(bytes, from, block, filled, count);
            wrote(count);
            from += count;
        }
    }

    /** What of the block is free; of a new one when nothing is. */
    private int room() {
        if (filled == block.length) {
            if (filled > 0) {
                full.add(block);
            }
            block = new byte[Math.clamp(size, FIRST_BLOCK, MAX_BLOCK)];
            filled = 0;
        }
        return block.length - filled;
    }

    private void wrote(int length) {
        filled += length;
        size += length;
    }

    /** The whole body. Nothing may be written afterwards. */
    byte[] toByteArray() {
        if (full.isEmpty() && filled == block.length) {
            return block;
        }
        byte[] whole = new byte[Math.toIntExact(size)];
        int at = 0;
        for (byte[] one : full) {
            System.arraycopy(one, 0, whole, at, one.length);
            at += one.length;
        }
        System.arraycopy(block, 0, whole, at, filled);
        return whole;
    }
}
