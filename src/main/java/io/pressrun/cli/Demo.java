package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.client.SubmitClient;
import io.pressrun.job.Outcome;
import io.pressrun.job.RenderJob.Output;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.JobCodec;
import io.pressrun.settings.PressrunSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A run of every example through Kafka, with a table of what came of it. */
final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ROW = "%-12s  %-7s  %5s  %10s  %8s  %s%n";

    private final PressrunSettings settings;
    private final Path examples;
    private final Path output;
    private final PrintWriter out;

    Demo(PressrunSettings settings, Path examples, Path output, PrintWriter out) {
        this.settings = settings;
        this.examples = examples;
        this.output = output;
        this.out = out;
    }

    int run(BooleanSupplier stopped) throws IOException, CommandFailedException {
        var codec = new JobCodec();
        try (var client = new SubmitClient(
                settings.kafka().producerProperties(),
                settings.intake().topics(),
                settings.delivery().maxRecordBytes(),
                codec)) {
            var jobs = new SubmittedJobs(client);
            int count = submit(jobs, codec);
            out.println("Sent " + count + " jobs to "
                    + settings.intake().topics().requests() + "; waiting for their results on "
                    + settings.intake().topics().results() + " …");
            out.flush();
            var results = new TreeMap<String, ResultEvent>();
            jobs.await(PATIENCE, stopped, results::put);
            return tabulate(results);
        }
    }

    private int submit(SubmittedJobs jobs, JobCodec codec) throws IOException, CommandFailedException {
        var found = Examples.in(examples);
        if (found.isEmpty()) {
            throw new CommandFailedException(ExitCode.USAGE, examples + " holds no examples.");
        }
        for (Examples example : found) {
            String key = example.name() + ".pdf";
            Files.deleteIfExists(output.resolve(key));
            var job = new JobSource(codec, Files.isRegularFile(example.job()) ? example.job() : null, settings)
                    .of(new DocumentName(example.html().toString()))
                    .withOutput(new Output.Store(key));
            jobs.submit(example.name(), job);
        }
        return found.size();
    }

    private int tabulate(Map<String, ResultEvent> results) {
        boolean failed = false;
        out.printf("%n" + ROW, "EXAMPLE", "STATUS", "PAGES", "BYTES", "MS", "WHERE");
        for (var entry : results.entrySet()) {
            switch (entry.getValue().outcome()) {
                case Outcome.Printed printed -> {
                    long millis = printed.timings().millis().getOrDefault("total", 0L);
                    out.printf(
                            ROW,
                            entry.getKey(),
                            "printed",
                            printed.receipt().pages(),
                            printed.receipt().bytes(),
                            millis,
                            output.resolve(entry.getKey() + ".pdf"));
                    printed.warnings().forEach(warning -> out.println("              warning: " + warning.message()));
                }
                case Outcome.Failed failure -> {
                    failed = true;
                    out.printf(ROW, entry.getKey(), "failed", "", "", "", failure.code() + ": " + failure.message());
                }
                case Outcome.RetryLater _, Outcome.Interrupted _ -> throw new IllegalStateException("no final outcome");
            }
        }
        out.println();
        out.println("The PDFs are in " + output.toAbsolutePath());
        out.flush();
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }
}
