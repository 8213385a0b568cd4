package io.pressrun.render;

import io.pressrun.fuzz.FuzzTarget;
import io.pressrun.job.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** An image from a stranger is taken, converted or left out, and no decoder sees more pixels than the limit. */
public final class ImageFuzz implements FuzzTarget {
    private static final URI NAME = URI.create("https://cdn.example/a.png");
    private static final EngineLimits LIMITS = new EngineLimits(10, 10_000, 10_000, 1 << 20, 1 << 20);

    @Override
    public String name() {
        return "image";
    }

    @Override
    public void run(byte[] input) {
        ImageFormat.of(input);
        int orientation = JpegHeader.of(input).orientation();
        if (orientation < 1 || orientation > 8) {
            throw new AssertionError("orientation " + orientation);
        }
        // What hangs is found by the fuzzer.
        var watch = new RenderWatch(Deadline.after(Duration.ofMinutes(5)), () -> false);
        new WebImages(LIMITS, watch, warning -> {}).usable(input, NAME);
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "cmyk.jpg",
                        "exif6.jpg",
                        "gray8.png",
                        "graya8.png",
                        "still.gif",
                        "rgb.bmp",
                        "lzw.tif",
                        "cmyk.tif",
                        "jpeg.tif",
                        "lossy.webp",
                        "lossless-alpha.webp",
                        "still.avif")
                .map(Kinds::file)
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "Exif\0\0", "II*\0", "MM\0*", "\u00ff\u00e1", "IHDR", "IDAT", "VP8 ", "VP8L", "VP8X", "ANMF", "ICCP");
    }

    @Override
    public int maxLength() {
        return 8192;
    }
}
