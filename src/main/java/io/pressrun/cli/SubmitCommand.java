package io.pressrun.cli;

import io.pressrun.intake.KafkaFailedException;
import io.pressrun.intake.SubmitClient;
import io.pressrun.intake.SubmitClient.Answer;
import io.pressrun.job.JobCodec;
import io.pressrun.job.JobResult;
import io.pressrun.job.Outcome;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Output;
import io.pressrun.observe.Logging;
import io.pressrun.settings.PressrunSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "submit",
        description = {
            "Sends documents to the workers over Kafka, waits for their results and saves the PDFs.",
            "",
            "The brokers are those of KAFKA_BOOTSTRAP_SERVERS, or localhost:9092. The files that a local document names"
                    + " below its own folder travel with its job; nothing above it is read."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun submit invoice.html -o out           the PDF comes back over Kafka into out/",
            "  pressrun submit *.html --to store             the PDFs stay in the workers' store",
            "  pressrun submit https://shop.example/i/7      where the PDF lies is printed",
            "  pressrun submit report.html --no-wait         only send the job"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class SubmitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|URL|-", arity = "1..*", description = "Documents; - reads one from standard input.")
    private List<String> sources;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Saves the PDFs here, each under its job's id.")
    private @Nullable Path directory;

    enum Target {
        STORE,
        TOPIC
    }

    @Option(
            names = "--to",
            paramLabel = "store|topic",
            description = "Where the workers put the PDFs. Default: topic with -o, else what the worker prefers.")
    private @Nullable Target to;

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait for the results (the default), or only send the jobs.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for the next result (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(
            names = "--job",
            paramLabel = "JSON",
            description = "A file with a job's JSON; its source is replaced by each document.")
    private @Nullable Path job;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = options.load(Map.of());
        Logging.forCommand(Level.WARN);
        var codec = new JobCodec();
        var jobs = new LinkedHashMap<String, RenderJob>();
        var maker = new JobSource(codec, job);
        for (String source : sources) {
            var made = withOutput(maker.of(source));
            jobs.put(made.id(), made);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (var client = client(settings, codec);
                var files = directory == null ? null : new SavedPdfs(directory, settings)) {
            var open = new LinkedHashMap<String, String>();
            for (var entry : jobs.entrySet()) {
                open.put(client.submit(entry.getValue()), entry.getKey());
            }
            if (!wait) {
                open.forEach((position, id) -> out.println(id + ": sent, " + position));
                return ExitCode.OK;
            }
            return await(client, open, files, out);
        } catch (KafkaFailedException e) {
            throw new CommandFailedException(
                    ExitCode.KAFKA,
                    "Kafka at " + bootstrap(settings) + " does not take the jobs: " + e.getMessage()
                            + ". Is KAFKA_BOOTSTRAP_SERVERS right, and does a worker or `pressrun dev` run?");
        }
    }

    private RenderJob withOutput(RenderJob made) {
        if (to == null && directory == null) {
            return made;
        }
        Output output = to == Target.STORE
                ? made.output() instanceof Output.Store ? made.output() : new Output.Store(null)
                : new Output.Topic();
        return made.withOutput(output);
    }

    private static String bootstrap(PressrunSettings settings) {
        return settings.kafka()
                .producerProperties()
                .getOrDefault("bootstrap.servers", "localhost:9092")
                .toString();
    }

    private static SubmitClient client(PressrunSettings settings, JobCodec codec) {
        var config = new LinkedHashMap<>(settings.kafka().producerProperties());
        config.putIfAbsent("bootstrap.servers", "localhost:9092");
        return new SubmitClient(
                config,
                WorkerProcess.topicsOf(settings),
                Math.toIntExact(settings.output().maxRecordSize().bytes()),
                codec);
    }

    private int await(SubmitClient client, Map<String, String> open, @Nullable SavedPdfs files, PrintWriter out)
            throws IOException, CommandFailedException {
        int total = open.size();
        boolean failed = false;
        try (var progress = progress(total)) {
            long end = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
            while (!open.isEmpty() || files != null && files.isWaiting()) {
                if (end - System.nanoTime() <= 0) {
                    throw new CommandFailedException(
                            ExitCode.KAFKA,
                            (total - open.size()) + " of " + total + " results came; then none within "
                                    + timeoutSeconds + " s. Does a worker run on this topic? Still open: "
                                    + String.join(", ", open.values()));
                }
                for (var answer : client.poll(Duration.ofMillis(500))) {
                    switch (answer) {
                        case Answer.Pdf pdf -> {
                            if (files != null) {
                                files.arrived(pdf);
                            }
                        }
                        case Answer.Result(JobResult result, String input) -> {
                            if (open.remove(input) != null) {
                                end = System.nanoTime()
                                        + Duration.ofSeconds(timeoutSeconds).toNanos();
                                failed |= report(result, files, progress == null ? out : null);
                                if (progress != null) {
                                    progress.step();
                                }
                            }
                        }
                    }
                }
            }
        }
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    /** A bar where a person watches, lines elsewhere. */
    @SuppressWarnings("SystemConsoleNull") // the JDK says it may be null still
    private static @Nullable ProgressBar progress(int total) {
        var console = System.console();
        return console == null || !console.isTerminal() || total < 2
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("Printing")
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
    }

    private boolean report(JobResult result, @Nullable SavedPdfs files, @Nullable PrintWriter out) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        return switch (result.outcome()) {
            case Outcome.Printed printed -> {
                RenderCommand.printWarnings(printed.warnings(), err);
                String where = files == null
                        ? printed.receipt().uri()
                        : files.save(result.id(), printed.receipt()).toString();
                if (out != null) {
                    out.println(result.id() + ": " + printed.pages() + (printed.pages() == 1 ? " page, " : " pages, ")
                            + printed.bytes() + " bytes, " + where);
                    out.flush();
                }
                yield false;
            }
            case Outcome.Failed failure -> {
                RenderCommand.printWarnings(failure.warnings(), err);
                err.println(result.id() + ": " + failure.message() + " (" + failure.code() + ")");
                yield true;
            }
            case Outcome.RetryLater _, Outcome.Interrupted _ -> throw new IllegalStateException("no final outcome");
        };
    }
}
