package io.pressrun.deliver;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are being written, in the directory {@code .pressrun-tmp} beside the PDFs: on the same file system, so
 * that a finished file gets its name in one step.
 */
final class UnfinishedFiles {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedFiles.class);
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);
    private static final String LOCK = "publish.lock";

    private final Path directory;
    private final PdfAttributes attributes;
    private final ReentrantLock renaming = new ReentrantLock();

    private UnfinishedFiles(Path directory, PdfAttributes attributes) {
        this.directory = directory;
        this.attributes = attributes;
    }

    static UnfinishedFiles below(Path root, PdfAttributes attributes) throws IOException {
        Path directory = root.resolve(OutputKeys.UNFINISHED);
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(directory.toString());
            }
        }
        return new UnfinishedFiles(directory, attributes);
    }

    /**
     * Makes a PDF appear at a place as a whole, durable file with its attributes.
     *
     * @throws FileAlreadyExistsException when something lies there; it is left as it is
     */
    void publish(PdfFile pdf, Path place) throws IOException {
        Path unfinished = directory.resolve("pdf-" + UUID.randomUUID());
        try {
            write(unfinished, pdf);
            name(unfinished, place);
        } finally {
            remove(unfinished);
        }
    }

    private void write(Path unfinished, PdfFile pdf) throws IOException {
        try (FileChannel channel = create(unfinished)) {
            attributes.write(pdf, unfinished);
            FileBytes.write(channel, pdf.bytes());
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** What stays is removed when it is a day old, so that a failure to remove it is none of the job's. */
    private static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            log.warn("Could not remove the unfinished file {}: {}", unfinished, e.toString());
        }
    }

    private void name(Path unfinished, Path place) throws IOException {
        try {
            Files.createLink(place, unfinished);
        } catch (FileAlreadyExistsException | AccessDeniedException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            log.debug("No hard link could be made, renaming under a lock", e);
            rename(unfinished, place);
        }
    }

    /** A rename overwrites, so every worker that has no hard links takes one lock to look and rename. */
    private void rename(Path unfinished, Path place) throws IOException {
        renaming.lock();
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(place.toString());
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            log.trace("Renamed under {}", held);
        } finally {
            renaming.unlock();
        }
    }

    /** Writes and removes a small file. */
    void tryOut() throws IOException {
        Path file = directory.resolve("pdf-" + UUID.randomUUID());
        try (FileChannel channel = create(file)) {
            FileBytes.write(channel, new byte[] {'?'});
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Removes files that no living worker can still be writing. */
    void removeLeftovers(Instant now) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "pdf-*")) {
            for (Path file : files) {
                removeIfOld(file, now.minus(LEFT_BEHIND));
            }
        }
    }

    private static void removeIfOld(Path file, Instant limit) {
        try {
            if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(limit)) {
                Files.delete(file);
                log.info("Removed the unfinished file {} of a worker that is gone", file);
            }
        } catch (IOException e) {
            log.warn("Could not look after the unfinished file {}: {}", file, e.toString());
        }
    }
}
