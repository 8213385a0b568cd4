package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.intake.Topology.TopologyException;
import io.pressrun.intake.topic.KafkaFailedException;
import io.pressrun.settings.SettingsException;
import io.pressrun.worker.StoreRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The handler of what a command throws: one message on standard error and an exit status. */
final class Failures implements IExecutionExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case SettingsException settings -> {
                err.println("The settings are not valid:");
                settings.problems().forEach(problem -> err.println("  - " + problem));
                yield ExitCode.SETTINGS;
            }
            case CommandFailedException known -> say(err, known.getMessage(), known.exitCode());
            case StoreRefusedException refused -> say(err, refused.getMessage(), ExitCode.FAILED);
            case TopologyException topology -> say(err, topology.getMessage(), ExitCode.KAFKA);
            case KafkaFailedException kafka ->
                say(err, "Kafka does not answer as it should: " + kafka.getMessage(), ExitCode.KAFKA);
            case NoSuchFileException file -> say(err, file.getFile() + ": there is no such file.", ExitCode.USAGE);
            case FileSystemException file -> say(err, file.getFile() + ": " + reason(file) + ".", ExitCode.FAILED);
            case IOException io -> say(err, io.getMessage(), ExitCode.FAILED);
            default -> {
                log.error("The command failed with a defect", failure);
                yield say(
                        err,
                        "Failed with a defect: " + failure + ". Please report it with the log above.",
                        ExitCode.FAILED);
            }
        };
    }

    private static int say(PrintWriter err, @Nullable String message, int exitCode) {
        err.println(message);
        return exitCode;
    }

    private static String reason(FileSystemException file) {
        return switch (file) {
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "this is no folder";
            case FileAlreadyExistsException _ -> "a file of this name is in the way";
            default -> file.getReason() == null ? "cannot be read or written" : file.getReason();
        };
    }
}
