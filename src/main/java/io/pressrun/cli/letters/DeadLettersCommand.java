package io.pressrun.cli.letters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        description = {
            "Lists jobs that failed for good, shows one, replays or drops them.",
            "",
            "A dead letter keeps its place on its topic; one that was replayed or dropped is marked and no longer"
                    + " listed. Nothing is replayed or dropped without --execute."
        },
        mixinStandardHelpOptions = true,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun dead-letters list --newer-than 1h",
            "  pressrun dead-letters show 0/42",
            "  pressrun dead-letters replay --code STORE_REFUSED",
            "  pressrun dead-letters replay --code STORE_REFUSED --execute",
            "  pressrun dead-letters drop --older-than 30d --execute"
        },
        subcommands = {
            ListDeadLettersCommand.class,
            ShowDeadLetterCommand.class,
            ReplayDeadLettersCommand.class,
            DropDeadLettersCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
public final class DeadLettersCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with dead letters.");
    }
}
