package io.pressrun.cli;

import io.pressrun.client.SubmitClient.Answer;
import io.pressrun.fetch.Asset;
import io.pressrun.job.Receipt;
import io.pressrun.settings.PressrunSettings;
import io.pressrun.worker.Stores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The folder into which {@code submit} saves PDFs. One that came by topic is in the answers; one in a store is read from
 * there, with the settings of this process.
 */
final class SavedPdfs {
    private final Path directory;
    private final PressrunSettings settings;
    private final Set<String> ours;
    private final Map<String, byte[]> early = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();

    /** @param jobIds whose PDFs are saved; those of others pass by */
    SavedPdfs(Path directory, PressrunSettings settings, Set<String> jobIds) {
        this.directory = directory;
        this.settings = settings;
        this.ours = Set.copyOf(jobIds);
    }

    /** Whether a result named a PDF on the topic that has not come yet. */
    boolean isWaiting() {
        return !awaited.isEmpty();
    }

    void arrived(Answer.Pdf pdf) throws IOException {
        if (awaited.remove(pdf.jobId())) {
            PdfFiles.write(fileOf(pdf.jobId()), pdf.bytes());
        } else if (ours.contains(pdf.jobId())) {
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
                PdfFiles.write(file, bytes);
            }
        } else {
            PdfFiles.write(file, fromStore(URI.create(receipt.uri())));
        }
        return file;
    }

    private byte[] fromStore(URI uri) throws IOException {
        if ("file".equals(uri.getScheme())) {
            Path stored = Path.of(uri);
            if (!Files.isRegularFile(stored)) {
                throw new IOException("The PDF lies at " + stored + " on the worker's machine, not on this one."
                        + " Take --to topic to have it sent.");
            }
            return Files.readAllBytes(stored);
        }
        try (var stores = Stores.open(settings.delivery())) {
            return switch (stores.readBack(uri, settings.pipeline().engine().maxPdfBytes())) {
                case Asset.Found found -> found.bytes();
                case Asset.Missing missing ->
                    throw new IOException(uri + " cannot be read: " + missing.message()
                            + " Give this command the store settings of the workers, or take --to topic.");
            };
        }
    }

    private Path fileOf(String jobId) {
        return directory.resolve(PdfFiles.nameOf(jobId));
    }
}
