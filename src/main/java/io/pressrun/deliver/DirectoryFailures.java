package io.pressrun.deliver;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a failed file operation means for a job. */
final class DirectoryFailures {
    private DirectoryFailures() {}

    /**
     * @param what the operation, after "could not"
     * @param root the directory of the PDFs, asked whether it can be written to
     */
    static JobFailedException of(String what, IOException e, Path root) {
        String failed = "The worker could not " + what + ": ";
        if (e instanceof AccessDeniedException || readOnly(root)) {
            return new JobFailedException(
                    FailureCode.STORE_REFUSED,
                    failed + "it has no permission to write to the output directory. Let the worker's user write to"
                            + " pressrun.store.directory, on a volume that is not read-only.",
                    e);
        }
        if (e instanceof NoSuchFileException) {
            return new JobFailedException(
                    FailureCode.STORE_UNAVAILABLE,
                    failed + "the output directory is gone. Mount the volume of pressrun.store.directory again.",
                    e);
        }
        if (e instanceof AtomicMoveNotSupportedException) {
            return new JobFailedException(
                    FailureCode.STORE_REFUSED,
                    failed + "its place is on another file system than the output directory. Mount nothing below"
                            + " pressrun.store.directory.",
                    e);
        }
        return new JobFailedException(
                FailureCode.STORE_UNAVAILABLE,
                failed + reason(e) + ". See to the space and the health of the volume of pressrun.store.directory; the"
                        + " job may be tried again.",
                e);
    }

    private static boolean readOnly(Path root) {
        try {
            return Files.getFileStore(root).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    /** The operating system's words, without the path. */
    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException detailed ? detailed.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
