package io.pressrun.render.font;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks fonts in WOFF 2.0: one Brotli stream of all tables, some of them transformed (W3C WOFF File Format 2.0,
 * sections 4 and 5). Collections are refused.
 */
final class Woff2 {
    private static final int HEADER = 48;
    private static final int COLLECTION = 0x74746366;

    /** In the order of the format's numbers for them; an underscore stands for a space. */
    private static final List<String> KNOWN_TAGS = Stream.of(
                    ("cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca"
                                    + " prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB"
                                    + " EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat"
                                    + " fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill")
                            .split(" "))
            .map(tag -> tag.replace('_', ' '))
            .toList();

    private Woff2() {}

    /** @param transformed as the table is stored; its length is that of the stream's part */
    private record Entry(String tag, boolean transformed, int length) {}

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
            int flavor = in.getInt(4);
            int tables = in.getShort(12) & 0xFFFF;
            long packed = in.getInt(20) & 0xFFFFFFFFL;
            if (flavor == COLLECTION) {
                throw new IOException("it is a collection of fonts");
            }
            in.position(HEADER);
            List<Entry> directory = directory(in, tables, maxBytes);
            if (packed > in.remaining()) {
                throw new IOException("it ends too early");
            }
            int length = directory.stream().mapToInt(Entry::length).sum();
            byte[] stream = decompress(file, in.position(), (int) packed, length);
            return assemble(flavor, directory, stream, maxBytes).toBytes();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IOException("it ends too early", e);
        } catch (ArithmeticException e) {
            throw new IOException("it is too large", e);
        }
    }

    private static List<Entry> directory(ByteBuffer in, int tables, long maxBytes) throws IOException {
        if (tables == 0) {
            throw new IOException("it has no tables");
        }
        List<Entry> directory = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < tables; i++) {
            int flags = in.get() & 0xFF;
            String tag = (flags & 0x3F) == 0x3F ? arbitraryTag(in) : KNOWN_TAGS.get(flags & 0x3F);
            int version = flags >> 6;
            boolean outlines = tag.equals("glyf") || tag.equals("loca");
            boolean transformed = outlines ? version != 3 : version != 0;
            if (transformed && version != (outlines ? 0 : 1) || transformed && !outlines && !tag.equals("hmtx")) {
                throw new IOException("its table " + tag + " has an unknown form");
            }
            long original = base128(in);
            long length = transformed ? base128(in) : original;
            if (tag.equals("loca") && transformed && length != 0) {
                throw new IOException("its table loca has an unknown form");
            }
            // A transformed table is smaller than what becomes of it, so both are bounded.
            total += Math.max(original, length);
            if (total > maxBytes) {
                throw new IOException("it has more than " + maxBytes + " bytes when unpacked");
            }
            directory.add(new Entry(tag, transformed, (int) length));
        }
        return directory;
    }

    private static String arbitraryTag(ByteBuffer in) {
        byte[] tag = new byte[4];
        in.get(tag);
        return new String(tag, StandardCharsets.ISO_8859_1);
    }

    /** UIntBase128 (section 4.1). */
    private static long base128(ByteBuffer in) throws IOException {
        long value = 0;
        for (int i = 0; i < 5; i++) {
            int b = in.get() & 0xFF;
            if (i == 0 && b == 0x80) {
                break;
            }
            value = value << 7 | b & 0x7F;
            if ((b & 0x80) == 0) {
                if (value > 0xFFFFFFFFL) {
                    break;
                }
                return value;
            }
        }
        throw new IOException("its table directory is damaged");
    }

    private static byte[] decompress(byte[] file, int offset, int packed, int length) throws IOException {
        try (var brotli = new BrotliInputStream(new ByteArrayInputStream(file, offset, packed))) {
            byte[] stream = brotli.readNBytes(length);
            if (stream.length < length || brotli.read() >= 0) {
                throw new IOException("its data has another length than the directory tells");
            }
            return stream;
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("its data is damaged", e);
        }
    }

    private static SfntFile assemble(int flavor, List<Entry> directory, byte[] stream, long maxBytes)
            throws IOException {
        var font = new SfntFile(flavor);
        Map<String, byte[]> transformed = new HashMap<>();
        int at = 0;
        for (Entry entry : directory) {
            byte[] table = new byte[entry.length];
            System.arraycopy(stream, at, table, 0, entry.length);
            at += entry.length;
            if (!entry.transformed) {
                // A signature holds for the file before it was packed (section 5.4).
                if (!entry.tag.equals("DSIG")) {
                    font.add(entry.tag, table);
                }
            } else if (transformed.put(entry.tag, table) != null) {
                throw new IOException("its table " + entry.tag + " is there twice");
            }
        }
        @Nullable Woff2Outlines outlines = null;
        byte[] glyf = transformed.get("glyf");
        if (glyf != null || transformed.containsKey("loca")) {
            if (glyf == null || !transformed.containsKey("loca")) {
                throw new IOException("of its tables glyf and loca only one is transformed");
            }
            outlines = Woff2Outlines.read(glyf, maxBytes);
            font.add("glyf", outlines.glyf());
            font.add("loca", outlines.loca());
            byte[] head = font.table("head");
            ByteBuffer.wrap(head).putShort(50, (short) outlines.locaFormat());
        }
        byte[] hmtx = transformed.get("hmtx");
        if (hmtx != null) {
            if (outlines == null) {
                throw new IOException("its table hmtx needs outlines that are not there");
            }
            int metrics = ByteBuffer.wrap(font.table("hhea")).getShort(34) & 0xFFFF;
            font.add("hmtx", metrics(hmtx, metrics, outlines.leftmost()));
        }
        return font;
    }

    /** Puts the left side bearings back that equal the glyphs' leftmost points (section 5.4). */
    private static byte[] metrics(byte[] table, int metrics, short[] leftmost) throws IOException {
        var in = ByteBuffer.wrap(table);
        int flags = in.get();
        if ((flags & 0xFC) != 0 || (flags & 3) == 0 || metrics < 1 || metrics > leftmost.length) {
            throw new IOException("its table hmtx has an unknown form");
        }
        short[] advances = new short[metrics];
        for (int i = 0; i < metrics; i++) {
            advances[i] = in.getShort();
        }
        var out = ByteBuffer.allocate(4 * metrics + 2 * (leftmost.length - metrics));
        for (int i = 0; i < leftmost.length; i++) {
            boolean omitted = (flags & (i < metrics ? 1 : 2)) != 0;
            short bearing = omitted ? leftmost[i] : in.getShort();
            if (i < metrics) {
                out.putShort(advances[i]);
            }
            out.putShort(bearing);
        }
        return out.array();
    }
}
