package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.cli.console.SettingsOptions;
import io.pressrun.client.SubmitClient;
import io.pressrun.intake.topic.KafkaFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Output;
import io.pressrun.job.json.JobCodec;
import io.pressrun.observe.Logging;
import io.pressrun.settings.PressrunSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun submit invoice.html -o out        back over Kafka, into out/",
            "  pressrun submit *.html --to store          into the store of the workers",
            "  pressrun submit https://shop.example/i/7   and say where the PDF lies",
            "  pressrun submit report.html --no-wait      only send the job"
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
        TOPIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
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
        if (timeoutSeconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--timeout must be at least 1 second, not " + timeoutSeconds + ".");
        }
        PressrunSettings settings = options.load(Map.of());
        Logging.forCommand(SettingsOptions.logLevel(settings, Level.ERROR));
        var codec = new JobCodec();
        Map<String, RenderJob> jobs = jobs(settings, codec);
        try (var client = client(settings, codec)) {
            return send(client, jobs, settings);
        } catch (KafkaFailedException e) {
            throw new CommandFailedException(
                    ExitCode.KAFKA,
                    "Kafka at " + bootstrap(settings) + " does not take the jobs: " + e.getMessage()
                            + ". Is KAFKA_BOOTSTRAP_SERVERS right, and does a worker or `pressrun dev` run?");
        }
    }

    private int send(SubmitClient client, Map<String, RenderJob> jobs, PressrunSettings settings)
            throws IOException, CommandFailedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        var submitted = new SubmittedJobs(client);
        for (var entry : jobs.entrySet()) {
            String position = submitted.submit(entry.getKey(), entry.getValue());
            if (!wait) {
                out.println(entry.getKey() + ": sent, " + position);
            }
        }
        if (!wait) {
            return ExitCode.OK;
        }
        var files = directory == null ? null : new SavedPdfs(directory, settings, jobs.keySet());
        try (var report = new SubmitReport(jobs.size(), files, out, err)) {
            submitted.await(Duration.ofSeconds(timeoutSeconds), () -> false, report);
            return report.failures() == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** By id. The same document named twice is one job. */
    private Map<String, RenderJob> jobs(PressrunSettings settings, JobCodec codec)
            throws IOException, CommandFailedException {
        var jobs = new LinkedHashMap<String, RenderJob>();
        var maker = new JobSource(codec, job, settings);
        long limit = settings.delivery().maxRecordBytes();
        for (String source : sources) {
            RenderJob made = withOutput(maker.of(new DocumentName(source)));
            int size = codec.encode(made).length;
            if (size > limit) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        source + ": with its files this is a record of " + size + " bytes, and"
                                + " pressrun.output.max-record-size lets " + limit + " through.");
            }
            @Nullable RenderJob same = jobs.put(made.id(), made);
            if (same != null && !same.equals(made)) {
                throw new CommandFailedException(
                        ExitCode.USAGE,
                        source + ": another document has the id " + made.id() + " already. Leave the id out of " + job
                                + " to have one made for each.");
            }
        }
        return jobs;
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
                .getOrDefault("bootstrap.servers", SettingsOptions.DEFAULT_BROKER)
                .toString();
    }

    private static SubmitClient client(PressrunSettings settings, JobCodec codec) {
        var config = new LinkedHashMap<>(settings.kafka().producerProperties());
        config.putIfAbsent("bootstrap.servers", SettingsOptions.DEFAULT_BROKER);
        return new SubmitClient(
                config, settings.intake().topics(), settings.delivery().maxRecordBytes(), codec);
    }
}
