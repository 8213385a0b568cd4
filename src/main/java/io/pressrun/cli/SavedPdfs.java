package io.pressrun.cli;

import io.pressrun.deliver.OutputKeys;
import io.pressrun.fetch.Asset;
import io.pressrun.intake.SubmitClient.Answer;
import io.pressrun.job.Receipt;
import io.pressrun.settings.PressrunSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The folder into which {@code submit} saves PDFs. One that came by topic is in the answers; one in a store is read from
 * there, with the settings of this process.
 */
final class SavedPdfs implements AutoCloseable {
    private final Path directory;
    private final PressrunSettings settings;
    private final Map<String, byte[]> early = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();

    SavedPdfs(Path directory, PressrunSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** Whether a result named a PDF on the topic that has not come yet. */
    boolean isWaiting() {
        return !awaited.isEmpty();
    }

    void arrived(Answer.Pdf pdf) throws IOException {
        if (awaited.remove(pdf.jobId())) {
            write(fileOf(pdf.jobId()), pdf.bytes());
        } else {
            early.put(pdf.jobId(), pdf.bytes());
        }
    }

    /** @return where the PDF is, or will be once it has come */
    Path save(String jobId, Receipt receipt) throws IOException {
        Path file = fileOf(jobId);
        if (receipt.to().equals("topic")) {
            byte[] bytes = early.remove(jobId);
            if (bytes == null) {
                awaited.add(jobId);
            } else {
                write(file, bytes);
            }
        } else {
            write(file, fromStore(URI.create(receipt.uri())));
        }
        return file;
    }

    private byte[] fromStore(URI uri) throws IOException {
        if ("file".equals(uri.getScheme())) {
            return Files.readAllBytes(Path.of(uri));
        }
        try (var stores = Stores.open(settings)) {
            return switch (stores.readBack(uri)) {
                case Asset.Found found -> found.bytes();
                case Asset.Missing missing ->
                    throw new IOException(uri + " cannot be read: " + missing.message()
                            + " Give this command the store settings of the workers, or take --to topic.");
            };
        }
    }

    private Path fileOf(String jobId) {
        return directory.resolve(OutputKeys.ofJob(jobId));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, ".pressrun-", ".pdf");
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        early.clear();
    }
}
