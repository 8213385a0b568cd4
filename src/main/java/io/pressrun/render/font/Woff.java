package io.pressrun.render.font;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks fonts in WOFF 1.0, whose tables are compressed with zlib each by itself (W3C WOFF File Format 1.0). */
final class Woff {
    private static final int HEADER = 44;
    private static final int RECORD = 20;
    /** What a byte of zlib's can become at the most. */
    private static final int MAX_RATIO = 1032;

    private Woff() {}

    /**
     * The font as TrueType or OpenType.
     *
     * @param maxBytes that all its tables may have together
     * @throws IOException saying what is wrong with the file
     */
    static byte[] unpack(byte[] file, long maxBytes) throws IOException {
        try {
            var in = ByteBuffer.wrap(file);
            if (file.length < HEADER || in.getInt(8) != file.length) {
                throw new IOException("its header does not tell its length");
            }
            int tables = in.getShort(12) & 0xFFFF;
            if (tables == 0 || HEADER + (long) RECORD * tables > file.length) {
                throw new IOException("its table directory is damaged");
            }
            var out = new SfntFile(in.getInt(4));
            long total = 0;
            for (int i = 0; i < tables; i++) {
                int record = HEADER + RECORD * i;
                long offset = in.getInt(record + 4) & 0xFFFFFFFFL;
                long packed = in.getInt(record + 8) & 0xFFFFFFFFL;
                long unpacked = in.getInt(record + 12) & 0xFFFFFFFFL;
                total += unpacked;
                if (total > maxBytes) {
                    throw new IOException("it has more than " + maxBytes + " bytes when unpacked");
                }
                if (offset + packed > file.length || packed > unpacked || unpacked > packed * MAX_RATIO) {
                    throw new IOException("its table directory is damaged");
                }
                String tag = new String(file, record, 4, StandardCharsets.ISO_8859_1);
                out.add(tag, table(file, (int) offset, (int) packed, (int) unpacked));
            }
            return out.toBytes();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IOException("it ends too early", e);
        } catch (ArithmeticException e) {
            throw new IOException("it is too large", e);
        }
    }

    private static byte[] table(byte[] file, int offset, int packed, int unpacked) throws IOException {
        byte[] table = new byte[unpacked];
        if (packed == unpacked) {
            System.arraycopy(file, offset, table, 0, unpacked);
            return table;
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(file, offset, packed);
            int length = 0;
            while (length < unpacked) {
                int count = inflater.inflate(table, length, unpacked - length);
                if (count == 0) {
                    throw new IOException("a table is shorter than the directory tells");
                }
                length += count;
            }
            return table;
        } catch (DataFormatException e) {
            throw new IOException("a table is damaged", e);
        }
    }
}
