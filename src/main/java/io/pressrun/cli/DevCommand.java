package io.pressrun.cli;

import io.pressrun.observe.Logging;
import io.pressrun.settings.PressrunSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "dev",
        description = {
            "Runs a Kafka broker and a worker on this machine, in one process, until it is stopped.",
            "",
            "The topics are made, and PDFs go to a directory. Nothing but this machine can reach the broker. Its data"
                    + " lies in a temporary folder that is deleted at the end, unless --data names one."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun dev                      then, elsewhere: pressrun submit invoice.html -o out",
            "  pressrun dev --demo               prints the examples and ends",
            "  pressrun dev --port 19092 -o /tmp/pdfs"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class DevCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 9092;

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
        Path folder = data == null ? Files.createTempDirectory("pressrun-dev-") : data;
        try {
            return run(folder);
        } finally {
            if (data == null) {
                Folders.delete(folder);
            }
        }
    }

    private int run(Path folder) throws Exception {
        var out = spec.commandLine().getOut();
        Logging.forCommand(Level.WARN);
        int brokerPort = port();
        out.println("Starting a broker on localhost:" + brokerPort + " …");
        out.flush();
        try (var broker = DevBroker.start(brokerPort, folder)) {
            var settings = options.load(overrides(broker.bootstrapServers()));
            Logging.forCommand(
                    demo ? Level.ERROR : Level.valueOf(settings.log().level().name()));
            try (var worker = new WorkerProcess(settings)) {
                if (demo) {
                    return runDemo(worker, settings);
                }
                out.println("Worker ready. PDFs go to " + output.toAbsolutePath()
                        + (settings.admin().enabled()
                                ? "; health and metrics on port "
                                        + settings.admin().port()
                                : "")
                        + ".");
                out.println("Try, in another terminal:  pressrun submit FILE.html -o out");
                out.flush();
                WorkerCommand.runUntilStopped(
                        worker, settings.intake().drainTimeout().plusSeconds(15).toMillis());
                return ExitCode.OK;
            }
        }
    }

    private int port() throws CommandFailedException {
        int wanted = port == null ? DEFAULT_PORT : port;
        try (var probe = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            if (demo && port == null) {
                return 0;
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
        if (demo) {
            overrides.put("pressrun.admin.enabled", "false");
        }
        return overrides;
    }

    private int runDemo(WorkerProcess worker, PressrunSettings settings) throws Exception {
        var loop = Thread.ofPlatform().name("intake").start(worker::run);
        try {
            return new Demo(
                            settings,
                            Examples.directory(examples),
                            output,
                            spec.commandLine().getOut())
                    .run();
        } finally {
            worker.stop();
            loop.join();
        }
    }
}
