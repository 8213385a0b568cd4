package io.pressrun.render.image;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The kinds of images on the web but for SVG, told by their first bytes (WHATWG MIME Sniffing, 6.1). */
public enum ImageFormat {
    PNG("png", true),
    JPEG("jpeg", true),
    GIF("gif", true),
    BMP("bmp", true),
    WEBP("webp", false),
    TIFF("tiff", false),
    AVIF("AVIF", false),
    HEIC("HEIC", false),
    JPEG_XL("JPEG XL", false),
    ICO("ICO", false),
    PDF("PDF", false);

    private final String id;
    private final boolean engineReads;

    ImageFormat(String id, boolean engineReads) {
        this.id = id;
        this.engineReads = engineReads;
    }

    /** The name for ImageIO, and for people where it has no reader. */
    String id() {
        return id;
    }

    /** Whether the engine takes the file as it is. */
    boolean engineReads() {
        return engineReads;
    }

    boolean readable() {
        return compareTo(AVIF) < 0;
    }

    /** {@code null} when the file is none of them. */
    public static @Nullable ImageFormat of(byte[] file) {
        String head = new String(file, 0, Math.min(16, file.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return GIF;
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBPVP", 8)) {
            return WEBP;
        }
        if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
            return TIFF;
        }
        if (head.startsWith("BM") && head.length() == 16) {
            return BMP;
        }
        if (head.startsWith("ftyp", 4)) {
            return head.startsWith("avi", 8)
                    ? AVIF
                    : head.startsWith("hei", 8) || head.startsWith("mif", 8) ? HEIC : null;
        }
        if (head.startsWith("\u00ff\n") || head.startsWith("\0\0\0\u000cJXL ")) {
            return JPEG_XL;
        }
        if (head.startsWith("%PDF-")) {
            return PDF;
        }
        return head.startsWith("\0\0\1\0") ? ICO : null;
    }
}
