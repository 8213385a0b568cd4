package io.pressrun.render.image;

import io.pressrun.render.watch.RenderWatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bytes of an image for a decoder, which may stop at any of them: at the render's end, and when a decoder goes on
 * asking after the last, as that of WebP does for every pixel that a damaged file lacks.
 */
final class ImageBytes extends MemoryCacheImageInputStream {
    private static final int MAX_READS_AFTER_THE_END = 10_000;

    private final RenderWatch watch;
    private int readsAfterTheEnd;

    ImageBytes(byte[] file, RenderWatch watch) {
        super(new ByteArrayInputStream(file));
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        return counted(super.read());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return counted(super.read(into, offset, length));
    }

    private int counted(int read) {
        watch.glance();
        if (read < 0 && ++readsAfterTheEnd > MAX_READS_AFTER_THE_END) {
            throw new IllegalStateException("the image ends too early");
        }
        return read;
    }
}
