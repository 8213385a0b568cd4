package io.pressrun.deliver;

import io.pressrun.job.JobFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** A process that asks for a bucket with the credentials of its environment and prints what came of it. */
final class S3ProbeProcess {
    private S3ProbeProcess() {}

    public static void main(String[] args) {
        S3Settings settings = S3Settings.of(URI.create(args[0]), "us-east-1", true, null, Duration.ofSeconds(30));
        try (S3Connection connection = S3Connection.open(settings);
                S3Store store = new S3Store(connection, "pdfs", "")) {
            store.probe().join();
            System.out.println("reached");
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof JobFailedException failure)) {
                throw e;
            }
            System.out.println(failure.code() + " " + failure.getMessage());
        }
    }
}
