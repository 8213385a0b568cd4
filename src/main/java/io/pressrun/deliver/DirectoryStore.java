package io.pressrun.deliver;

import io.pressrun.job.JobFailedException;
import io.pressrun.job.Receipt;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * PDFs as files below a directory, which several workers may share. A PDF appears whole and durable (fsync of the file
 * and of its directory) or not at all, and no file is ever overwritten.
 */
public final class DirectoryStore implements PdfStore {
    private final DirectoryTree tree;
    private final UnfinishedFiles unfinished;
    private final DiskThreads threads;

    private DirectoryStore(DirectoryTree tree, UnfinishedFiles unfinished, DiskThreads threads) {
        this.tree = tree;
        this.unfinished = unfinished;
        this.threads = threads;
    }

    /**
     * Opens a directory, making it when it is missing, and removes what dead workers left unfinished a day ago.
     *
     * @param concurrentWrites how many PDFs are written at a time
     * @param clock tells the age of leftovers
     * @throws IOException when the directory cannot be made or written to
     */
    public static DirectoryStore open(Path directory, int concurrentWrites, Clock clock) throws IOException {
        Files.createDirectories(directory);
        DirectoryTree tree = new DirectoryTree(directory.toRealPath());
        UnfinishedFiles unfinished = UnfinishedFiles.below(tree.root());
        unfinished.removeLeftovers(clock.instant());
        return new DirectoryStore(tree, unfinished, new DiskThreads("directory-store", concurrentWrites));
    }

    @Override
    public CompletableFuture<Delivery> put(PdfFile pdf, String key) {
        return run("store the PDF " + OutputKeys.quoted(key), () -> {
            OutputKeys.check(key);
            Path place = tree.place(key);
            putAt(place, pdf.bytes(), key);
            return new Delivery(new Receipt("store", place.toUri().toString(), key), null);
        });
    }

    private void putAt(Path place, byte[] bytes, String key) throws IOException, JobFailedException {
        try {
            DirectoryTree.checkSame(place, bytes, key);
        } catch (NoSuchFileException absent) {
            try {
                unfinished.publish(bytes, place);
            } catch (FileAlreadyExistsException e) {
                DirectoryTree.checkSame(place, bytes, key);
            }
        }
        DirectoryTree.sync(place.resolveSibling(""));
    }

    @Override
    public CompletableFuture<Void> probe() {
        return run("use the directory", () -> {
            unfinished.tryOut();
            return null;
        });
    }

    private <T> CompletableFuture<T> run(String what, Callable<T> operation) {
        return threads.run(() -> {
            try {
                return operation.call();
            } catch (IOException e) {
                throw DirectoryFailures.of(what, e, tree.root());
            }
        });
    }

    @Override
    public void close() {
        threads.close();
    }
}
