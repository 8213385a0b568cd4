package io.pressrun.cli;

import io.pressrun.cli.console.ExitCode;
import io.pressrun.cli.console.SettingsOptions;
import io.pressrun.cli.console.StopSignal;
import io.pressrun.observe.Logging;
import io.pressrun.settings.PressrunSettings;
import io.pressrun.settings.ProcessSettings;
import io.pressrun.worker.WorkerProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "worker",
        description = {
            "Takes jobs from Kafka and prints them until it is stopped.",
            "",
            "On SIGTERM it takes no more jobs, finishes those it has started for as long as"
                    + " pressrun.intake.drain-timeout says, hands the rest back and leaves the group.",
            "",
            "Settings come from PRESSRUN_* variables; KAFKA_* variables go to the Kafka clients. docs/configuration.md"
                    + " lists them all."
        },
        mixinStandardHelpOptions = true,
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  KAFKA_BOOTSTRAP_SERVERS=broker:9092 pressrun worker",
            "  pressrun worker --config pressrun.properties --set pressrun.log.level=debug"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class WorkerCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(WorkerCommand.class);

    @Mixin
    private SettingsOptions options;

    @Override
    public Integer call() throws Exception {
        PressrunSettings settings = options.load(Map.of());
        ProcessSettings.Log logged = settings.process().log();
        Logging.forWorker(logged.level(), logged.format());
        settings.effective().notes().forEach(log::info);
        settings.effective().lines().forEach(line -> log.info("Setting {}", line));
        try (var signal = new StopSignal(stopPatience(settings));
                var worker = WorkerProcess.start(settings)) {
            signal.does(worker::stop);
            worker.run();
        }
        return ExitCode.OK;
    }

    static Duration stopPatience(PressrunSettings settings) {
        return settings.intake().times().drain().plusSeconds(15);
    }
}
