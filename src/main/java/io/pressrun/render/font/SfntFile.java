package io.pressrun.render.font;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A TrueType or OpenType file under construction (OpenType 1.9, "Organization of an OpenType Font"). */
final class SfntFile {
    private static final int HEADER = 12;
    private static final int RECORD = 16;
    private static final int CHECKSUM_MAGIC = 0xB1B0AFBA;

    private final int flavor;
    private final Map<String, byte[]> tables = new TreeMap<>();

    SfntFile(int flavor) {
        this.flavor = flavor;
    }

    /** A table by its tag; the file keeps the array. */
    void add(String tag, byte[] table) throws IOException {
        if (tables.put(tag, table) != null) {
            throw new IOException("its table " + tag + " is there twice");
        }
    }

    boolean has(String tag) {
        return tables.containsKey(tag);
    }

    byte[] table(String tag) throws IOException {
        byte[] table = tables.get(tag);
        if (table == null) {
            throw new IOException("its table " + tag + " is missing");
        }
        return table;
    }

    byte[] toBytes() throws IOException {
        int size = HEADER + RECORD * tables.size();
        for (byte[] table : tables.values()) {
            size = Math.addExact(size, padded(table.length));
        }
        var file = ByteBuffer.allocate(size);
        int log = 31 - Integer.numberOfLeadingZeros(Math.max(1, tables.size()));
        int searchRange = RECORD << log;
        file.putInt(flavor).putShort((short) tables.size());
        file.putShort((short) searchRange).putShort((short) log);
        file.putShort((short) (RECORD * tables.size() - searchRange));

        byte[] head = table("head");
        if (head.length < 54) {
            throw new IOException("its table head is too short");
        }
        ByteBuffer.wrap(head).putInt(8, 0);
        int offset = HEADER + RECORD * tables.size();
        int headAt = 0;
        for (var entry : tables.entrySet()) {
            byte[] table = entry.getValue();
            file.put(offset, table);
            headAt = entry.getKey().equals("head") ? offset : headAt;
            file.put(entry.getKey().getBytes(StandardCharsets.ISO_8859_1));
            file.putInt(checksum(file, offset, table.length)).putInt(offset).putInt(table.length);
            offset += padded(table.length);
        }
        file.putInt(headAt + 8, CHECKSUM_MAGIC - checksum(file, 0, size));
        return file.array();
    }

    private static int padded(int length) {
        return Math.addExact(length, 3) & ~3;
    }

    private static int checksum(ByteBuffer file, int from, int length) {
        int sum = 0;
        for (int at = from; at < from + length; at += 4) {
            sum += file.getInt(at);
        }
        return sum;
    }
}
