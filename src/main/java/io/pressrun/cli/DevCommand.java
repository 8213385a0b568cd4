package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.cli.console.SettingsOptions;
import io.pressrun.cli.console.StopSignal;
import io.pressrun.observe.Logging;
import io.pressrun.settings.PressrunSettings;
import io.pressrun.worker.WorkerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dev",
        description = {
            "Runs a Kafka broker and a worker on this machine, in one process, until it is stopped.",
            "",
            "The topics are made, and PDFs go to a directory. Only this machine can reach the broker, whose data"
                    + " lies in a temporary folder that is deleted at the end, unless --data names one."
        },
        mixinStandardHelpOptions = true,
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun dev",
            "  pressrun submit invoice.html -o out   meanwhile, in another terminal",
            "  pressrun dev --demo                   prints the examples and ends",
            "  pressrun dev --port 19092 -o /tmp/pdfs"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class DevCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 9092;

    /** The worker drains, the broker ends, and its data is deleted. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Of the broker. Default: 9092, and with --demo any free port if that is taken.")
    private @Nullable Integer port;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "pressrun-out",
            description = "Where the PDFs go (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the broker keeps its data.")
    private @Nullable Path data;

    @Option(names = "--demo", description = "Prints the examples through Kafka, says where they are, and ends.")
    private boolean demo;

    @Option(
            names = "--examples",
            paramLabel = "DIR",
            description = "The documents of the demo. Default: those that came with Pressrun.")
    private @Nullable Path examples;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path documents = demo ? Examples.directory(examples) : Path.of("");
        int brokerPort = port();
        try (var signal = new StopSignal(STOP_PATIENCE)) {
            Path folder = data == null ? Files.createTempDirectory("pressrun-dev-") : data;
            try {
                return run(brokerPort, folder, documents, signal);
            } finally {
                if (data == null) {
                    Folders.delete(folder);
                }
            }
        }
    }

    private int run(int brokerPort, Path folder, Path documents, StopSignal signal) throws Exception {
        say("Starting a broker on localhost:" + brokerPort + " …");
        // The broker's own words are for its operators; its failures are thrown.
        Logging.forCommand(Level.ERROR);
        try (var broker = DevBroker.start(brokerPort, folder)) {
            PressrunSettings settings = options.load(overrides(broker.bootstrapServers()));
            Logging.forCommand(SettingsOptions.logLevel(settings, demo ? Level.ERROR : Level.INFO));
            try (var worker = WorkerProcess.start(settings)) {
                signal.does(worker::stop);
                if (demo) {
                    return runDemo(worker, settings, documents, signal);
                }
                say("Worker ready. PDFs go to " + output.toAbsolutePath().normalize() + ".");
                if (worker.adminPort() > 0) {
                    say("Health and metrics: http://localhost:" + worker.adminPort() + "/metrics");
                }
                say("Try, in another terminal:  " + hint(broker.bootstrapServers(), brokerPort));
                worker.run();
                return ExitCode.OK;
            } finally {
                Logging.forCommand(Level.ERROR);
            }
        }
    }

    private static String hint(String bootstrapServers, int brokerPort) {
        String variable = brokerPort == DEFAULT_PORT ? "" : "KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers + " ";
        return variable + "pressrun submit FILE.html -o out";
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private int port() throws CommandFailedException, IOException {
        int wanted = port == null ? DEFAULT_PORT : port;
        if (wanted < 1 || wanted > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be from 1 to 65535, not " + wanted + ".");
        }
        try (var probe = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            if (demo && port == null) {
                try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    return free.getLocalPort();
                }
            }
            throw new CommandFailedException(
                    ExitCode.FAILED, "Port " + wanted + " is taken. Choose another one with --port.");
        }
    }

    private Map<String, String> overrides(String bootstrapServers) {
        var overrides = new LinkedHashMap<String, String>();
        overrides.put("kafka.bootstrap.servers", bootstrapServers);
        overrides.put("pressrun.intake.create-topics", "true");
        overrides.put("pressrun.store.kind", "directory");
        overrides.put("pressrun.store.directory", output.toString());
        overrides.put("pressrun.worker.id", "dev");
        overrides.put("pressrun.admin.host", "127.0.0.1");
        if (demo) {
            overrides.put("pressrun.admin.enabled", "false");
        }
        return overrides;
    }

    private int runDemo(WorkerProcess worker, PressrunSettings settings, Path documents, StopSignal signal)
            throws Exception {
        var loop = Thread.ofPlatform().name("intake").start(worker::run);
        try {
            return new Demo(settings, documents, output, spec.commandLine().getOut()).run(signal::isReceived);
        } finally {
            worker.stop();
            loop.join();
        }
    }
}
