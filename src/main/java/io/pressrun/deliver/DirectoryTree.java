package io.pressrun.deliver;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The places of PDFs below one directory, none of them reached through a symbolic link. */
final class DirectoryTree {
    private static final boolean DIRECTORIES_CAN_BE_SYNCED =
            !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");

    private final Path root;

    /** @param root an existing directory, as {@link Path#toRealPath} gives it */
    DirectoryTree(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** The place of a key whose directories are made when they are missing, for good (fsync). */
    Path place(String key) throws IOException, JobFailedException {
        List<String> segments = OutputKeys.segments(key);
        Path directory = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            Path next = resolve(directory, segment, key);
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                makeDirectory(next, key);
                sync(directory);
            }
            directory = next;
        }
        if (!directory.toRealPath().equals(directory)) {
            throw throughLink(key, null);
        }
        return resolve(directory, segments.getLast(), key);
    }

    private static Path resolve(Path directory, String segment, String key) throws JobFailedException {
        try {
            return directory.resolve(segment);
        } catch (InvalidPathException e) {
            throw new JobFailedException(
                    FailureCode.OUTPUT_INVALID,
                    "The output key " + OutputKeys.quoted(key) + " is no file name here: " + e.getReason()
                            + ". Use ASCII characters in output.key, or run the worker in a UTF-8 locale.",
                    e);
        }
    }

    private static void makeDirectory(Path directory, String key) throws IOException, JobFailedException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (Files.isSymbolicLink(directory)) {
                throw throughLink(key, e);
            }
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new JobFailedException(
                        FailureCode.OUTPUT_CONFLICT,
                        "The output key " + OutputKeys.quoted(key)
                                + " leads through a file: one of its directories is a PDF already. Choose another key.",
                        e);
            }
        }
    }

    /**
     * Returns when the place holds a file.
     *
     * @throws JobFailedException when it holds something else
     * @throws NoSuchFileException when it holds nothing
     */
    static void requireFile(Path place, String key) throws IOException, JobFailedException {
        if (Files.isSymbolicLink(place)) {
            throw throughLink(key, null);
        }
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(place.toString());
        }
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw conflict("A directory", key);
        }
    }

    /** @param what lies there, as the start of a sentence */
    static JobFailedException conflict(String what, String key) {
        return new JobFailedException(
                FailureCode.OUTPUT_CONFLICT,
                what + " lies under the output key " + OutputKeys.quoted(key)
                        + " already, and nothing is overwritten. Choose another key, or remove what lies there.");
    }

    private static JobFailedException throughLink(String key, @Nullable Throwable cause) {
        String message = "The output key " + OutputKeys.quoted(key)
                + " leads through a symbolic link in the directory, and links are not followed. Choose another key, or"
                + " replace the link by a directory.";
        return cause == null
                ? new JobFailedException(FailureCode.OUTPUT_INVALID, message)
                : new JobFailedException(FailureCode.OUTPUT_INVALID, message, cause);
    }

    /** Makes the names in a directory survive a crash, where the platform can. */
    static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().equals(FileSystems.getDefault()) && DIRECTORIES_CAN_BE_SYNCED) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
