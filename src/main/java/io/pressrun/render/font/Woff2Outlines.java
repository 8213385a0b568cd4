package io.pressrun.render.font;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The tables {@code glyf} and {@code loca} out of WOFF 2.0's transformed {@code glyf} (W3C WOFF File Format 2.0, section
 * 5.1). What comes out is a small multiple of what goes in, because every point and contour has bytes of its own.
 *
 * @param locaFormat of {@code loca}, for {@code head}: 0 short, 1 long
 * @param leftmost the least x of each glyph
 */
@SuppressWarnings("ArrayRecordComponent")
record Woff2Outlines(byte[] glyf, byte[] loca, int locaFormat, short[] leftmost) {
    private static final int ON_CURVE = 0x01;
    private static final int X_SHORT = 0x02;
    private static final int Y_SHORT = 0x04;
    private static final int X_SAME_OR_POSITIVE = 0x10;
    private static final int Y_SAME_OR_POSITIVE = 0x20;
    private static final int OVERLAP_SIMPLE = 0x40;

    private static final int WORDS = 0x0001;
    private static final int SCALE = 0x0008;
    private static final int MORE = 0x0020;
    private static final int SCALE_X_AND_Y = 0x0040;
    private static final int SCALE_2_BY_2 = 0x0080;
    private static final int INSTRUCTIONS = 0x0100;

    static Woff2Outlines read(byte[] table, long maxBytes) throws IOException {
        return new Reader(ByteBuffer.wrap(table), maxBytes).read();
    }

    private static final class Reader {
        private final long maxBytes;
        private final int glyphs;
        private final ByteBuffer contours;
        private final ByteBuffer points;
        private final ByteBuffer flags;
        private final ByteBuffer coordinates;
        private final ByteBuffer composites;
        private final ByteBuffer boxBits;
        private final ByteBuffer boxes;
        private final ByteBuffer instructions;
        private final ByteBuffer overlaps;
        private final ByteArrayOutputStream glyf = new ByteArrayOutputStream();

        Reader(ByteBuffer in, long maxBytes) {
            this.maxBytes = maxBytes;
            in.getShort();
            int options = in.getShort();
            glyphs = in.getShort() & 0xFFFF;
            in.getShort();
            int[] sizes = new int[7];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = in.getInt();
            }
            contours = part(in, sizes[0]);
            points = part(in, sizes[1]);
            flags = part(in, sizes[2]);
            coordinates = part(in, sizes[3]);
            composites = part(in, sizes[4]);
            boxes = part(in, sizes[5]);
            instructions = part(in, sizes[6]);
            boxBits = part(boxes, 4 * ((glyphs + 31) / 32));
            overlaps = part(in, (options & 1) == 0 ? 0 : (glyphs + 7) / 8);
        }

        private static ByteBuffer part(ByteBuffer in, int size) {
            var part = in.slice(in.position(), size);
            in.position(in.position() + size);
            return part;
        }

        Woff2Outlines read() throws IOException {
            int[] offsets = new int[glyphs + 1];
            short[] leftmost = new short[glyphs];
            for (int glyph = 0; glyph < glyphs; glyph++) {
                int count = contours.getShort();
                boolean box = bit(boxBits, glyph);
                if (count == 0) {
                    if (box) {
                        throw new IOException("an empty glyph has a bounding box");
                    }
                } else {
                    byte[] outline = count > 0 ? simple(glyph, count, box) : composite(count, box);
                    leftmost[glyph] = ByteBuffer.wrap(outline).getShort(2);
                    glyf.writeBytes(outline);
                    while (glyf.size() % 4 != 0) {
                        glyf.write(0);
                    }
                    if (glyf.size() > maxBytes) {
                        throw new IOException("it has more than " + maxBytes + " bytes when unpacked");
                    }
                }
                offsets[glyph + 1] = glyf.size();
            }
            boolean wide = glyf.size() > 2 * 0xFFFF;
            var loca = ByteBuffer.allocate(offsets.length * (wide ? 4 : 2));
            for (int offset : offsets) {
                if (wide) {
                    loca.putInt(offset);
                } else {
                    loca.putShort((short) (offset / 2));
                }
            }
            return new Woff2Outlines(glyf.toByteArray(), loca.array(), wide ? 1 : 0, leftmost);
        }

        private static boolean bit(ByteBuffer bits, int index) {
            return (bits.get(index / 8) & 0x80 >> index % 8) != 0;
        }

        private byte[] composite(int count, boolean box) throws IOException {
            if (count != -1 || !box) {
                throw new IOException("a composite glyph is damaged");
            }
            int start = composites.position();
            boolean instructed = false;
            int component;
            do {
                component = composites.getShort();
                instructed |= (component & INSTRUCTIONS) != 0;
                int size = 2 + ((component & WORDS) != 0 ? 4 : 2);
                size += (component & SCALE) != 0
                        ? 2
                        : (component & SCALE_X_AND_Y) != 0 ? 4 : (component & SCALE_2_BY_2) != 0 ? 8 : 0;
                part(composites, size);
            } while ((component & MORE) != 0);
            int length = composites.position() - start;
            int code = instructed ? number(coordinates) : 0;
            var out = ByteBuffer.allocate(10 + length + (instructed ? 2 + code : 0));
            out.putShort((short) -1).put(part(boxes, 8)).put(composites.slice(start, length));
            if (instructed) {
                out.putShort((short) code).put(part(instructions, code));
            }
            return out.array();
        }

        private byte[] simple(int glyph, int count, boolean box) throws IOException {
            short[] ends = new short[count];
            int total = 0;
            for (int i = 0; i < count; i++) {
                total += number(points);
                if (total == 0 || total > 0xFFFF) {
                    throw new IOException("a glyph has an impossible number of points");
                }
                ends[i] = (short) (total - 1);
            }
            int[] x = new int[total];
            int[] y = new int[total];
            byte[] onCurve = new byte[total];
            readPoints(x, y, onCurve);
            int code = number(coordinates);
            var program = part(instructions, code);
            var out = ByteBuffer.allocate(10 + 2 * count + 2 + code + 5 * total);
            out.putShort((short) count);
            if (box) {
                out.put(part(boxes, 8));
            } else {
                putBox(out, x, y);
            }
            for (short end : ends) {
                out.putShort(end);
            }
            out.putShort((short) code).put(program);
            boolean overlap = overlaps.limit() > 0 && bit(overlaps, glyph);
            putPoints(out, x, y, onCurve, overlap);
            byte[] outline = new byte[out.position()];
            out.get(0, outline);
            return outline;
        }

        /** Absolute coordinates, from triplets of a flag, a step in x and one in y (section 5.2). */
        private void readPoints(int[] x, int[] y, byte[] onCurve) {
            int atX = 0;
            int atY = 0;
            for (int i = 0; i < x.length; i++) {
                int flag = flags.get();
                onCurve[i] = (byte) (flag < 0 ? 0 : ON_CURVE);
                flag &= 0x7F;
                int dx;
                int dy;
                if (flag < 10) {
                    dx = 0;
                    dy = ((flag & 14) << 7) + next();
                } else if (flag < 20) {
                    dx = ((flag - 10 & 14) << 7) + next();
                    dy = 0;
                } else if (flag < 84) {
                    int b = next();
                    dx = 1 + (flag - 20 & 0x30) + (b >> 4);
                    dy = 1 + ((flag - 20 & 0x0C) << 2) + (b & 0x0F);
                } else if (flag < 120) {
                    dx = 1 + ((flag - 84) / 12 << 8) + next();
                    dy = 1 + ((flag - 84) % 12 >> 2 << 8) + next();
                } else if (flag < 124) {
                    int b0 = next();
                    int b1 = next();
                    dx = (b0 << 4) + (b1 >> 4);
                    dy = ((b1 & 0x0F) << 8) + next();
                } else {
                    dx = (next() << 8) + next();
                    dy = (next() << 8) + next();
                }
                int signOfY = flag < 20 ? flag : flag >> 1;
                atX += (flag & 1) != 0 ? dx : -dx;
                atY += (signOfY & 1) != 0 ? dy : -dy;
                x[i] = (short) atX;
                y[i] = (short) atY;
            }
        }

        private int next() {
            return coordinates.get() & 0xFF;
        }

        private static void putBox(ByteBuffer out, int[] x, int[] y) {
            int xMin = x[0];
            int yMin = y[0];
            int xMax = x[0];
            int yMax = y[0];
            for (int i = 1; i < x.length; i++) {
                xMin = Math.min(xMin, x[i]);
                yMin = Math.min(yMin, y[i]);
                xMax = Math.max(xMax, x[i]);
                yMax = Math.max(yMax, y[i]);
            }
            out.putShort((short) xMin).putShort((short) yMin);
            out.putShort((short) xMax).putShort((short) yMax);
        }

        /** Flags, then all x, then all y, as the table holds them. */
        private static void putPoints(ByteBuffer out, int[] x, int[] y, byte[] onCurve, boolean overlap) {
            for (int i = 0; i < x.length; i++) {
                int flag = onCurve[i] | (overlap && i == 0 ? OVERLAP_SIMPLE : 0);
                flag |= flag(step(x, i), X_SHORT, X_SAME_OR_POSITIVE);
                flag |= flag(step(y, i), Y_SHORT, Y_SAME_OR_POSITIVE);
                out.put((byte) flag);
            }
            for (int i = 0; i < x.length; i++) {
                putStep(out, step(x, i));
            }
            for (int i = 0; i < y.length; i++) {
                putStep(out, step(y, i));
            }
        }

        private static int step(int[] values, int i) {
            return (short) (values[i] - (i == 0 ? 0 : values[i - 1]));
        }

        private static int flag(int step, int isShort, int sameOrPositive) {
            if (step == 0) {
                return sameOrPositive;
            }
            return Math.abs(step) > 255 ? 0 : isShort | (step > 0 ? sameOrPositive : 0);
        }

        private static void putStep(ByteBuffer out, int step) {
            if (Math.abs(step) > 255) {
                out.putShort((short) step);
            } else if (step != 0) {
                out.put((byte) Math.abs(step));
            }
        }

        /** 255UInt16 (section 4.1). */
        private static int number(ByteBuffer in) {
            int code = in.get() & 0xFF;
            return switch (code) {
                case 253 -> in.getShort() & 0xFFFF;
                case 254 -> 506 + (in.get() & 0xFF);
                case 255 -> 253 + (in.get() & 0xFF);
                default -> code;
            };
        }
    }
}
