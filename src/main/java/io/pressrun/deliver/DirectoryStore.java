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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PDFs as files below a directory, which several workers may share. A PDF appears whole and durable (fsync of the file
 * and of its directory) or not at all, and no file is ever overwritten.
 */
public final class DirectoryStore implements PdfStore {
    private static final Logger log = LoggerFactory.getLogger(DirectoryStore.class);

    private final DirectoryTree tree;
    private final PdfAttributes attributes;
    private final UnfinishedFiles unfinished;
    private final DiskThreads threads;

    private DirectoryStore(
            DirectoryTree tree, PdfAttributes attributes, UnfinishedFiles unfinished, DiskThreads threads) {
        this.tree = tree;
        this.attributes = attributes;
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
        var tree = new DirectoryTree(directory.toRealPath());
        PdfAttributes attributes = PdfAttributes.in(tree.root());
        if (!attributes.kept()) {
            log.warn(
                    "The file system of {} keeps no user-defined attributes. A job whose worker dies between storing its"
                            + " PDF and telling of it fails with OUTPUT_CONFLICT when it then gives other bytes",
                    tree.root());
        }
        UnfinishedFiles unfinished = UnfinishedFiles.below(tree.root(), attributes);
        unfinished.removeLeftovers(clock.instant());
        var threads = new DiskThreads("directory-store", concurrentWrites);
        return new DirectoryStore(tree, attributes, unfinished, threads);
    }

    @Override
    public CompletableFuture<Delivery> put(PdfFile pdf, String key) {
        return run("store the PDF " + OutputKeys.quoted(key), () -> {
            OutputKeys.check(key);
            Path place = tree.place(key);
            Receipt receipt = putAt(place, pdf, key);
            DirectoryTree.sync(place.resolveSibling(""));
            return new Delivery(receipt, null);
        });
    }

    private Receipt putAt(Path place, PdfFile pdf, String key) throws IOException, JobFailedException {
        try {
            return found(place, pdf, key);
        } catch (NoSuchFileException absent) {
            try {
                unfinished.publish(pdf, place);
                return receipt(pdf, place, key);
            } catch (FileAlreadyExistsException e) {
                return found(place, pdf, key);
            }
        }
    }

    /** What lies at the place: the same bytes, or what an earlier run of the same job left. */
    private Receipt found(Path place, PdfFile pdf, String key) throws IOException, JobFailedException {
        DirectoryTree.requireFile(place, key);
        if (Files.size(place) == pdf.bytes().length && FileBytes.equal(place, pdf.bytes())) {
            return receipt(pdf, place, key);
        }
        Integer pages = attributes.pagesOfSameOrigin(pdf, place);
        if (pages == null) {
            throw DirectoryTree.conflict("Another file", key);
        }
        log.info("An earlier run of job {} stored {}, which stays", pdf.jobId(), place);
        return FileBytes.receipt(place, pages, receipt(pdf, place, key));
    }

    private static Receipt receipt(PdfFile pdf, Path place, String key) {
        return pdf.receipt("store", place.toUri().toString(), key);
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
