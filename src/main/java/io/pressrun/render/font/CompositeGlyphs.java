package io.pressrun.render.font;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Checks the glyphs of a font that are made of others before a parser puts them together (OpenType 1.9, "glyf"). A few
 * bytes may stand for millions of points, or for themselves.
 */
final class CompositeGlyphs {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_PARTS = 256;
    private static final int MAX_POINTS = 65_535;

    private static final int HEADER = 10;
    private static final int WORDS = 0x0001;
    private static final int SCALE = 0x0008;
    private static final int MORE = 0x0020;
    private static final int SCALE_BY_AXIS = 0x0040;
    private static final int MATRIX = 0x0080;

    private static final Size EMPTY = new Size(0, 1, 0);
    private static final Size UNDER_WAY = new Size(-1, 0, 0);

    private final FontBytes glyphs;
    private final long[] offsets;
    private final Size[] sizes;

    /** What a glyph is made of in the end: levels of composition, simple glyphs, and their points. */
    private record Size(int depth, int parts, int points) {}

    private CompositeGlyphs(byte[] glyphs, long[] offsets) {
        this.glyphs = new FontBytes(ByteBuffer.wrap(glyphs));
        this.offsets = offsets;
        this.sizes = new Size[Math.max(0, offsets.length - 1)];
    }

    /**
     * @param glyphs the table {@code glyf}
     * @param offsets of each glyph within it, and of the end
     * @throws IOException when a glyph holds itself, or more than any glyph has
     */
    static void check(byte[] glyphs, long[] offsets) throws IOException {
        var all = new CompositeGlyphs(glyphs, offsets);
        try {
            for (int glyph = 0; glyph < all.sizes.length; glyph++) {
                all.size(glyph, 0);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("its outlines are damaged", e);
        }
    }

    private Size size(int glyph, int level) throws IOException {
        if (glyph >= sizes.length || offsets[glyph + 1] <= offsets[glyph]) {
            return EMPTY;
        }
        Size known = sizes[glyph];
        if (known == null) {
            sizes[glyph] = UNDER_WAY;
            int at = Math.toIntExact(offsets[glyph]);
            int contours = (short) glyphs.u16(at);
            known = contours >= 0 ? simple(at, contours) : composite(at + HEADER, level);
            sizes[glyph] = known;
        }
        if (known.depth < 0) {
            throw new IOException("one of its glyphs is made of itself");
        }
        return known;
    }

    private Size simple(int at, int contours) {
        return new Size(0, 1, contours == 0 ? 0 : 1 + glyphs.u16(at + HEADER + 2 * (contours - 1)));
    }

    private Size composite(int start, int level) throws IOException {
        int depth = 0;
        int parts = 0;
        int points = 0;
        int at = start;
        int flags;
        do {
            flags = glyphs.u16(at);
            Size part = level < MAX_DEPTH ? size(glyphs.u16(at + 2), level + 1) : new Size(MAX_DEPTH, 1, 0);
            depth = Math.max(depth, 1 + part.depth);
            parts += part.parts;
            points += part.points;
            if (depth > MAX_DEPTH || parts > MAX_PARTS || points > MAX_POINTS) {
                throw new IOException("one of its glyphs is made of more parts than any glyph has");
            }
            at += 4 + ((flags & WORDS) != 0 ? 4 : 2) + transformBytes(flags);
        } while ((flags & MORE) != 0);
        return new Size(depth, parts, points);
    }

    private static int transformBytes(int flags) {
        if ((flags & SCALE) != 0) {
            return 2;
        }
        if ((flags & SCALE_BY_AXIS) != 0) {
            return 4;
        }
        return (flags & MATRIX) != 0 ? 8 : 0;
    }
}
