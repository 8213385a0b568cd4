package io.pressrun.render.image;

import com.openhtmltopdf.util.SVGUriDetector;
import io.pressrun.dom.SvgFile;
import io.pressrun.fetch.Asset;
import io.pressrun.job.ShownUri;
import io.pressrun.job.Warning;
import io.pressrun.render.watch.RenderWatch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageReader;
import org.w3c.dom.Document;

/**
 * The images of one document on their way to the engine. One whose header promises more pixels than the limit stays
 * away from every decoder: 140 KB of PNG can hold 144 million of them. What the engine cannot read, or would show in
 * wrong colours or lying on its side, is converted.
 */
public final class WebImages {
    /** A progressive picture has about ten; each costs as much as the whole picture. */
    private static final int MAX_SCANS = 100;

    private final long maxPixels;
    private final long maxJobPixels;
    private final RenderWatch watch;
    private final Consumer<Warning> warnings;
    /** By the file's array, which is the same each time that the engine asks. */
    private final IdentityHashMap<byte[], Boolean> admitted = new IdentityHashMap<>();

    private final IdentityHashMap<byte[], Long> pixelsOf = new IdentityHashMap<>();

    private long pixels;
    private long repeated;

    public WebImages(ImageLimits limits, RenderWatch watch, Consumer<Warning> warnings) {
        this.watch = watch;
        this.maxPixels = limits.maxPixels();
        this.maxJobPixels = limits.maxJobPixels();
        this.warnings = warnings;
    }

    /**
     * The image for the engine, or empty and a warning.
     *
     * @param address by which the engine asks: it takes what is called {@code .svg} for XML, whatever it is
     */
    public Optional<byte[]> usable(Asset.Found image, String address) {
        byte[] file = image.bytes();
        boolean asSvg = SVGUriDetector.isSvgUri(address);
        if (ImageFormat.of(file) != null) {
            return usable(file, image.uri()).map(usable -> asSvg ? BitmapAsSvg.of(usable, watch) : usable);
        }
        var svg = SvgFile.isMarkup(file) ? SvgFile.parse(file).filter(WebImages::isSvg) : Optional.<Document>empty();
        if (svg.isPresent()) {
            return Optional.of(SvgFile.text(svg.get()).getBytes(StandardCharsets.UTF_8));
        }
        if (asSvg || SVGUriDetector.looksLikeSvgContent(file)) {
            warn("SVG_INVALID", "The SVG is no well-formed XML, or too large, and is left out.", image.uri());
        } else {
            warn("IMAGE_UNREADABLE", "The image is of no known kind and is left out.", image.uri());
        }
        return Optional.empty();
    }

    private static boolean isSvg(Document document) {
        return "svg".equals(document.getDocumentElement().getLocalName());
    }

    /** The bitmap for the engine, or empty and a warning. What is none passes. */
    public Optional<byte[]> usable(byte[] file, URI address) {
        var format = ImageFormat.of(file);
        if (format == null) {
            return Optional.of(file);
        }
        if (!admitted.computeIfAbsent(file, bytes -> admit(bytes, format, address))) {
            return Optional.empty();
        }
        if (!needsConversion(file, format)) {
            return Optional.of(file);
        }
        try {
            return Optional.of(ImageConversion.converted(file, format, watch));
        } catch (IOException e) {
            admitted.put(file, false);
            warn("IMAGE_UNREADABLE", "The image cannot be decoded and is left out.", address);
            return Optional.empty();
        }
    }

    private static boolean needsConversion(byte[] file, ImageFormat format) {
        if (format == ImageFormat.JPEG) {
            var header = JpegHeader.of(file);
            // The engine ignores colour profiles and orientations, and PDF/A forbids four colours.
            return header.components() == 4 || header.orientation() != 1;
        }
        if (format == ImageFormat.PNG && file.length > 25) {
            // Grey, with transparency or without: the engine would print it too light.
            return (file[25] == 0 || file[25] == 4) && file[24] >= 8;
        }
        return !format.engineReads();
    }

    private boolean admit(byte[] file, ImageFormat format, URI address) {
        if (!format.readable()) {
            warn(
                    "IMAGE_UNSUPPORTED",
                    "The image is " + format.id() + ", which cannot be printed; it is left out."
                            + " Offer it as WebP, PNG or JPEG.",
                    address);
            return false;
        }
        if (format == ImageFormat.JPEG && JpegHeader.scans(file) > MAX_SCANS) {
            warn(
                    "IMAGE_UNREADABLE",
                    "The image has more than " + MAX_SCANS + " scans and is left out. Save it anew.",
                    address);
            return false;
        }
        long promised;
        try {
            promised = ImageConversion.read(file, format, watch, WebImages::pixels);
        } catch (IOException e) {
            warn("IMAGE_UNREADABLE", "The image cannot be decoded and is left out: its header is damaged.", address);
            return false;
        }
        if (promised > maxPixels) {
            warn(
                    "IMAGE_TOO_LARGE",
                    "The image has " + promised + " pixels of 32 bits, allowed are " + maxPixels
                            + "; it is left out. Scale it down before it is referenced.",
                    address);
            return false;
        }
        if (pixels + promised > maxJobPixels) {
            warn(
                    "IMAGE_TOO_LARGE",
                    "The images of the document have more than " + maxJobPixels
                            + " pixels together; this one is left out. Scale them down before they are referenced.",
                    address);
            return false;
        }
        pixels += promised;
        pixelsOf.put(file, promised);
        return true;
    }

    /**
     * Whether SVG may show an image that it has shown before, for which it is decoded again. Together such pixels may be
     * as many as those of all images.
     */
    public boolean mayBeShownAgain(byte[] file) {
        repeated += pixelsOf.getOrDefault(file, 0L);
        return repeated <= maxJobPixels;
    }

    /** Those of the header, and more where each takes more than four bytes. */
    private static long pixels(ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        var type = reader.getRawImageType(0);
        if (type == null) {
            var types = reader.getImageTypes(0);
            type = types.hasNext() ? types.next() : null;
        }
        int bits = type == null ? Integer.SIZE : type.getColorModel().getPixelSize();
        return pixels * Math.max(1, Math.ceilDiv(bits, Integer.SIZE));
    }

    private void warn(String code, String message, URI address) {
        warnings.accept(new Warning(code, message, ShownUri.of(address)));
    }
}
