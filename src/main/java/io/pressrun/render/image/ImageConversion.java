package io.pressrun.render.image;

import io.pressrun.render.watch.RenderWatch;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Turns images that the engine would get wrong into such as it takes: PNG, or JPEG where that was the packing. */
public final class ImageConversion {
    private static final float QUALITY = 0.95f;

    private ImageConversion() {}

    /** Something done with the reader of an image file. */
    interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    /** @throws IOException when the file cannot be read, whatever is wrong with it */
    static <T> T read(byte[] file, ImageFormat format, RenderWatch watch, Reading<T> reading) throws IOException {
        var readers = ImageIO.getImageReadersByFormatName(format.id());
        if (!readers.hasNext()) {
            throw new IOException("no reader for " + format.id());
        }
        var reader = readers.next();
        try (var input = new ImageBytes(file, watch)) {
            reader.setInput(input, false, true);
            return reading.from(reader);
        } catch (RuntimeException e) {
            throw new IOException(e);
        } finally {
            reader.dispose();
        }
    }

    /** The first picture of the file in sRGB, upright, without loss but for what was JPEG. */
    public static byte[] converted(byte[] file, ImageFormat format, RenderWatch watch) throws IOException {
        var image = plain(read(file, format, watch, reader -> reader.read(0)));
        if (format != ImageFormat.JPEG) {
            return png(image);
        }
        return jpeg(upright(image, JpegHeader.of(file).orientation()));
    }

    private static BufferedImage plain(BufferedImage image) {
        var colors = image.getColorModel().getColorSpace();
        if (colors.isCS_sRGB()) {
            return image;
        }
        boolean alpha = image.getColorModel().hasAlpha();
        var plain = new BufferedImage(
                image.getWidth(), image.getHeight(), alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        if (colors.getNumComponents() == 1) {
            copyGrey(image, plain);
        } else {
            draw(image, plain, new AffineTransform());
        }
        return plain;
    }

    /**
     * Takes grey for what it means in files, values as in sRGB. Java takes it for linear light, and so does PDFBox with
     * Java's images: both would print it too light.
     */
    private static void copyGrey(BufferedImage from, BufferedImage to) {
        var raster = from.getRaster();
        int excess = raster.getSampleModel().getSampleSize(0) - 8;
        boolean alpha = from.getColorModel().hasAlpha();
        int[] row = new int[from.getWidth()];
        int[] opacity = new int[from.getWidth()];
        for (int y = 0; y < from.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            if (alpha) {
                raster.getSamples(0, y, row.length, 1, 1, opacity);
            }
            for (int x = 0; x < row.length; x++) {
                int grey = excess > 0 ? row[x] >> excess : row[x];
                int opaque = !alpha ? 0xFF : excess > 0 ? opacity[x] >> excess : opacity[x];
                row[x] = opaque << 24 | grey * 0x010101;
            }
            to.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    /** Undoes what EXIF says of how the camera was held: turned by quarters and mirrored. */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        int w = image.getWidth();
        int h = image.getHeight();
        var turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
        int type = BufferedImage.TYPE_INT_RGB;
        var upright = orientation < 5 ? new BufferedImage(w, h, type) : new BufferedImage(h, w, type);
        draw(image, upright, turn);
        return upright;
    }

    private static void draw(BufferedImage from, BufferedImage to, AffineTransform transform) {
        var graphics = to.createGraphics();
        try {
            graphics.drawImage(from, transform, null);
        } finally {
            graphics.dispose();
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("the image has pixels of an unknown kind");
        }
        return out.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
