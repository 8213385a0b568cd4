package io.pressrun.deliver;

import io.pressrun.job.Receipt;
import io.pressrun.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Whole contents of files. */
final class FileBytes {
    private static final int CHUNK = 1 << 16;

    private FileBytes() {}

    static boolean equal(Path file, byte[] bytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int at = 0;
        try (InputStream in = open(file)) {
            int read = in.readNBytes(chunk, 0, CHUNK);
            while (read > 0) {
                if (read > bytes.length - at || !Arrays.equals(chunk, 0, read, bytes, at, at + read)) {
                    return false;
                }
                at += read;
                read = in.readNBytes(chunk, 0, CHUNK);
            }
        }
        return at == bytes.length;
    }

    /** @return the receipt for the PDF in a file, at the place of the other receipt */
    static Receipt receipt(Path file, int pages, Receipt other) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = open(file)) {
            long length = in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return other.withContents(pages, length, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** At most {@code limit + 1} bytes, so that a longer file shows. */
    static byte[] read(Path file, long limit) throws IOException {
        try (InputStream in = open(file)) {
            return in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 16));
        }
    }

    /** Not through a link, on the file systems that have links. */
    private static InputStream open(Path file) throws IOException {
        return file.getFileSystem().equals(FileSystems.getDefault())
                ? Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)
                : Files.newInputStream(file);
    }

    /** Writes everything and returns when it would survive a crash (fsync). */
    static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            ByteBuffer piece = rest.slice(rest.position(), Math.min(CHUNK, rest.remaining()));
            rest.position(rest.position() + channel.write(piece));
        }
        channel.force(true);
    }
}
