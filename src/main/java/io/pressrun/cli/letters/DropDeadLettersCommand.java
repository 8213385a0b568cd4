package io.pressrun.cli.letters;

import io.pressrun.intake.letters.DeadLetter;
import io.pressrun.intake.letters.DeadLetter.Handling;
import io.pressrun.settings.PressrunSettings;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "drop",
        description = {
            "Marks dead letters as dropped: they are not listed and not replayed any more.",
            "",
            "Nothing is deleted; list --handled shows them until the topic's retention takes them."
        },
        mixinStandardHelpOptions = true,
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun dead-letters drop --older-than 30d           count them",
            "  pressrun dead-letters drop --older-than 30d --execute",
            "  pressrun dead-letters drop --code JOB_INVALID --label tenant=test --execute"
        })
final class DropDeadLettersCommand extends HandleDeadLettersCommand {
    DropDeadLettersCommand() {
        super(Handling.DROPPED);
    }

    @Override
    void requireAllowed(List<DeadLetter> chosen, PressrunSettings settings) {
        // Any may be dropped.
    }

    @Override
    Pace pace() {
        return new Pace(Integer.MAX_VALUE, System::nanoTime);
    }

    @Override
    String plan(int count, PressrunSettings settings) {
        return "dropped";
    }
}
