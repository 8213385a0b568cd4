package io.pressrun.cli;

import io.pressrun.observe.Logging;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "worker",
        description = {
            "Takes jobs from Kafka and prints them until it is stopped.",
            "",
            "On SIGTERM it takes no more jobs, finishes what it has started within pressrun.intake.drain-timeout, hands"
                    + " the rest back and leaves the group. Settings come from PRESSRUN_* variables, KAFKA_* variables"
                    + " go to the Kafka clients; docs/configuration.md lists them all."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  KAFKA_BOOTSTRAP_SERVERS=broker:9092 PRESSRUN_STORE_DIRECTORY=/var/pdfs pressrun worker",
            "  pressrun worker --config /etc/pressrun.properties --set pressrun.render.threads=4"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class WorkerCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(WorkerCommand.class);

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws Exception {
        var settings = options.load(Map.of());
        Logging.forWorker(
                Level.valueOf(settings.log().level().name()),
                Logging.Format.valueOf(settings.log().format().name()));
        settings.notes().forEach(log::info);
        log.info("Effective configuration:\n{}", settings.describe());
        try (var worker = new WorkerProcess(settings)) {
            runUntilStopped(
                    worker, settings.intake().drainTimeout().plusSeconds(15).toMillis());
        }
        return ExitCode.OK;
    }

    /** Runs the worker on this thread; a signal stops it, and the JVM waits until it has drained. */
    static void runUntilStopped(WorkerProcess worker, long stopMillis) {
        var stopped = new CountDownLatch(1);
        var hook = new Thread(
                () -> {
                    worker.stop();
                    try {
                        if (!stopped.await(stopMillis, TimeUnit.MILLISECONDS)) {
                            log.warn("The worker did not stop within {} ms", stopMillis);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            worker.run();
        } finally {
            stopped.countDown();
        }
    }
}
