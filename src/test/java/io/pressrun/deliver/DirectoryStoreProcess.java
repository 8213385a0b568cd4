package io.pressrun.deliver;

import io.pressrun.job.JobFailedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionException;

/** A process that puts one PDF of the given length into a directory and prints what came of it. */
final class DirectoryStoreProcess {
    private DirectoryStoreProcess() {}

    public static void main(String[] args) throws Exception {
        try (DirectoryStore store = DirectoryStore.open(Path.of(args[0]), 1, Clock.systemUTC())) {
            PdfFile pdf = PdfFile.of("job-1", new byte[Integer.parseInt(args[1])], 1, null);
            System.out.println(store.put(pdf, "x.pdf").join());
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof JobFailedException failure)) {
                throw e;
            }
            System.out.println(failure.code() + " " + failure.getMessage());
        }
    }
}
