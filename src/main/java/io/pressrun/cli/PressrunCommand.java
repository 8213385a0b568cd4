package io.pressrun.cli;

import io.pressrun.cli.letters.DeadLettersCommand;
import io.pressrun.worker.ProductVersion;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "pressrun",
        description = "HTML in from Kafka, PDF out: a worker, and the tools around it.",
        mixinStandardHelpOptions = true,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        versionProvider = PressrunCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:all is well",
            " 1:a job failed, or the worker stopped on a failure",
            " 2:the command line is wrong",
            " 3:the JVM ran out of memory",
            " 4:Kafka does not answer, a topic is missing, or no result came in time",
            "78:a setting is unknown or its value is not allowed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun render invoice.html -o invoice.pdf   one file, without Kafka",
            "  pressrun dev                                  a broker and a worker",
            "  pressrun submit invoice.html -o out           one file, through Kafka",
            "  pressrun worker                               what runs in production",
            "  source <(pressrun generate-completion)        for bash and zsh"
        },
        subcommands = {
            WorkerCommand.class,
            DevCommand.class,
            SubmitCommand.class,
            RenderCommand.class,
            DeadLettersCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class PressrunCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }

    /** The version that {@code --version} shows. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"pressrun " + ProductVersion.number()};
        }
    }
}
