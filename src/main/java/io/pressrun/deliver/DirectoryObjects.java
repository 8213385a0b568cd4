package io.pressrun.deliver;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.ObjectReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * The files below a directory, by relative path ({@code templates/invoice.html}). A symbolic link is followed as long
 * as it ends below the directory, as those in a mounted ConfigMap do.
 */
public final class DirectoryObjects implements ObjectReader, AutoCloseable {
    private final Path root;
    private final DiskThreads threads;

    /**
     * @param concurrentReads how many files are read at a time
     * @throws IOException when there is no such directory
     */
    public DirectoryObjects(Path directory, int concurrentReads) throws IOException {
        root = directory.toRealPath();
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
        threads = new DiskThreads("directory-objects", concurrentReads);
    }

    @Override
    public CompletableFuture<Asset> read(URI object, long maxBytes) {
        String path = object.getPath();
        if (object.isAbsolute() || object.getRawAuthority() != null || path == null || !isBelow(path)) {
            return CompletableFuture.completedFuture(blocked(object));
        }
        return threads.run(() -> readFile(object, path, maxBytes))
                .exceptionally(e -> new Asset.Missing(object, false, true, "The object could not be read for now."));
    }

    private static boolean isBelow(String path) {
        return OutputKeys.segments(path).stream()
                .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
    }

    private Asset readFile(URI object, String path, long maxBytes) throws IOException {
        try {
            Path named = root.resolve(path);
            if (leadsThroughFile(named)) {
                return missing(object, "does not exist");
            }
            Path file = named.toRealPath();
            if (!file.startsWith(root)) {
                return blocked(object);
            }
            return Files.isRegularFile(file) ? content(object, file, maxBytes) : missing(object, "is no file");
        } catch (NoSuchFileException | InvalidPathException e) {
            return missing(object, "does not exist");
        } catch (AccessDeniedException e) {
            return missing(object, "may not be read by the worker");
        }
    }

    private boolean leadsThroughFile(Path named) {
        for (Path above = named.getParent(); above != null && !above.equals(root); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }

    private static Asset content(URI object, Path file, long maxBytes) throws IOException {
        if (Files.size(file) > maxBytes) {
            return tooLarge(object, maxBytes);
        }
        byte[] bytes = FileBytes.read(file, maxBytes);
        return bytes.length > maxBytes ? tooLarge(object, maxBytes) : new Asset.Found(object, object, bytes, null);
    }

    private static Asset blocked(URI object) {
        return new Asset.Missing(object, true, false, Asset.Missing.BLOCKED_MESSAGE);
    }

    private static Asset missing(URI object, String why) {
        return new Asset.Missing(object, false, false, "The object " + why + ".");
    }

    private static Asset tooLarge(URI object, long maxBytes) {
        return missing(object, "is larger than the " + maxBytes + " bytes allowed");
    }

    @Override
    public void close() {
        threads.close();
    }
}
