package io.pressrun.cli;

import io.pressrun.deliver.OutputKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.UUID;

/** PDFs as files of the user: whole or not there at all. */
final class PdfFiles {
    /** What some file system or shell would trip over, and the sign that encodes it. */
    private static final String ENCODED = "/\\:*?\"<>|%";

    private static final int MAX_NAME_BYTES = 200;

    private PdfFiles() {}

    static void write(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A device or a pipe is written to, never replaced.
            Files.write(file, bytes, StandardOpenOption.WRITE);
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.resolveSibling("");
        Files.createDirectories(folder);
        // Not createTempFile: the PDF gets the permissions that the user's other files get.
        Path temporary = folder.resolve(".pressrun-" + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The id and {@code .pdf}, readable where the file system allows it. Different ids have different names. */
    static String nameOf(String jobId) {
        var name = new StringBuilder();
        jobId.codePoints().forEach(c -> {
            boolean hidden = name.isEmpty() && c == '.';
            if (hidden || Character.isISOControl(c) || ENCODED.indexOf(c) >= 0) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            } else {
                name.appendCodePoint(c);
            }
        });
        return name.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
                ? name + ".pdf"
                : OutputKeys.ofJob(jobId).replace("/", "%2F");
    }
}
