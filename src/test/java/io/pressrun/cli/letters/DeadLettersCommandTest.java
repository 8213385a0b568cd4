package io.pressrun.cli.letters;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.cli.Run;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.intake.letters.DeadLetterTopic;
import io.pressrun.intake.letters.DeadLetterTopic.Letter;
import io.pressrun.testing.KafkaFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dead-letters} against a broker. */
final class DeadLettersCommandTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaFixture kafka = KafkaFixture.shared();
    private final DeadLetterTopic topic = DeadLetterTopic.of(kafka);

    private Run run(String command, String... arguments) {
        var all = new ArrayList<>(List.of("dead-letters", command));
        all.addAll(List.of(
                "--set", "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "--set", "pressrun.group.id=" + topic.group(),
                "--set", "pressrun.topics.requests=" + topic.topics().requests(),
                "--set", "pressrun.topics.dead-letters=" + topic.topics().deadLetters()));
        all.addAll(List.of(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    /** A commit is visible a moment after its producer knows of it. */
    private List<String> requests(int count) {
        try (var reader = kafka.read(topic.topics().requests())) {
            reader.await(count, SOON);
            return reader.all().stream()
                    .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private List<String> open() {
        return run("list", "--json").out().lines().sorted().toList();
    }

    private void writeThree() {
        topic.write(Letter.of("old", "STORE_REFUSED")
                .age(Duration.ofHours(5))
                .value(bytes("{\"id\":\"old\",\"labels\":{\"tenant\":\"acme\",\"kind\":\"bill\"}}")));
        topic.write(
                Letter.of("middle", "RENDER_FAILED").age(Duration.ofHours(2)).partition(1));
        topic.write(
                Letter.of("new", "JOB_UNREADABLE").age(Duration.ofMinutes(5)).value(bytes("{\"labels\":{\"te")));
    }

    @Test
    void list_isATable_theNewestFirst() {
        writeThree();

        var run = run("list");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "POSITION|AGE|CODE|ID|TRY|TENANT|MESSAGE",
                        "0/1|5m|JOB_UNREADABLE|new|3|-|It did not work.",
                        "1/0|2h|RENDER_FAILED|middle|3|-|It did not work.",
                        "0/0|5h|STORE_REFUSED|old|3|acme|It did not work.");
    }

    @Test
    void listAsJson_isOneObjectOnALine() {
        writeThree();

        var lines = run("list", "--json").out().lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .startsWith("{\"position\":\"0/1\",\"failedAt\":\"")
                .contains("\"code\":\"JOB_UNREADABLE\"", "\"attempts\":3", "\"valueBytes\":14", "\"labels\":{}");
        assertThat(lines.getLast()).contains("\"tenant\":\"acme\"");
    }

    @Test
    void filters_choose() {
        writeThree();

        assertThat(listed("--code STORE_REFUSED")).containsExactly("old");
        assertThat(listed("--code store_refused --code RENDER_FAILED")).containsExactly("middle", "old");
        assertThat(listed("--older-than 90m")).containsExactly("middle", "old");
        assertThat(listed("--newer-than 3h")).containsExactly("new", "middle");
        assertThat(listed("--older-than 1h --newer-than 3h")).containsExactly("middle");
        assertThat(listed("--label tenant=acme")).containsExactly("old");
        assertThat(listed("--label tenant=acme --label kind=bill")).containsExactly("old");
        assertThat(listed("--label tenant=acme --label kind=other")).isEmpty();
        assertThat(listed("--id new --id old")).containsExactly("new", "old");
        assertThat(listed("1/0 0/1")).containsExactly("new", "middle");
        assertThat(listed("1/0 --code STORE_REFUSED")).isEmpty();
        assertThat(listed("--limit 2")).containsExactly("new", "middle");
        assertThat(listed("--limit 0")).containsExactly("new", "middle", "old");
    }

    private List<String> listed(String arguments) {
        var run = run("list", (arguments + " --json").split(" "));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out()
                .lines()
                .map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void listThatIsCut_saysSo() {
        writeThree();

        assertThat(run("list", "--limit", "1").err()).isEqualTo("The newest 1 of 3; --limit 0 lists all.\n");
    }

    @Test
    void nothing_isSaid() {
        assertThat(run("list")).isEqualTo(new Run(ExitCode.OK, "", "No dead letters.\n"));
        assertThat(run("list", "--code", "EXPIRED")).isEqualTo(new Run(ExitCode.OK, "", "No dead letters match.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "drop"})
    void withoutExecute_nothingChanges(String command) {
        writeThree();
        var before = open();

        var run = run(command, "--older-than", "1h");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .startsWith("      1  RENDER_FAILED", "      1  STORE_REFUSED")
                .last()
                .asString()
                .startsWith("2 dead letters would be ")
                .endsWith("Nothing is done without --execute.");
        assertThat(open()).hasSameSizeAs(before);
        assertThat(requests(0)).isEmpty();
        try (var letters = kafka.read(topic.topics().deadLetters())) {
            assertThat(letters.all()).hasSize(3);
        }
    }

    @Test
    void replay_sendsWhatMatches_andListsItNoLonger() {
        writeThree();

        var run = run("replay", "--older-than", "1h", "--execute");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEqualTo("2 of 2 dead letters replayed.\n");
        assertThat(requests(2)).containsExactlyInAnyOrder("old", "middle");
        assertThat(open()).singleElement().asString().contains("\"id\":\"new\"");
        assertThat(run("list", "--handled", "--id", "old").out()).contains("[replayed] It did not work.");
        assertThat(run("replay", "--older-than", "1h", "--execute").err()).isEqualTo("0 of 0 dead letters replayed.\n");
        assertThat(requests(2)).hasSize(2);
    }

    @Test
    void replayWithLimit_takesTheOldest() {
        writeThree();

        assertThat(run("replay", "--all", "--limit", "1", "--execute").exitCode())
                .isZero();

        assertThat(requests(1)).containsExactly("old");
    }

    @Test
    void drop_leavesTheRequestsAlone() {
        writeThree();

        var run = run("drop", "--all", "--execute");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEqualTo("3 of 3 dead letters dropped.\n");
        assertThat(open()).isEmpty();
        assertThat(requests(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "drop"})
    void withoutChoice_isAWrongCommandLine(String command) {
        assertThat(run(command, "--execute").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run(command, "--all", "--id", "x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run(command, "--older-than", "soon").err()).contains("'soon' is no age");
        assertThat(run(command, "0-1").err()).contains("'0-1' is no position");
        assertThat(run(command, "--code", "NO_SUCH").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void positionWithoutOpenDeadLetter_fails_andTheOthersAreHandled() {
        writeThree();

        var run = run("replay", "0/0", "0/77", "--execute");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .isEqualTo("0/77: no open dead letter that matches lies there.\n1 of 1 dead letter replayed.\n");
        assertThat(requests(1)).containsExactly("old");
    }

    @Test
    void deadLetterOfAnotherTopic_isReplayedOnlyWhenTold() {
        var other = kafka.topics(1).requests();
        topic.write(Letter.of("a", "X"), other, 0);
        topic.write(Letter.of("b", "X"));

        var refused = run("replay", "--all", "--execute");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err())
                .startsWith("Nothing is replayed: 1 of 2 dead letters came from " + other + ", not from "
                        + topic.topics().requests())
                .contains("--allow-topic");
        assertThat(requests(0)).isEmpty();
        assertThat(run("replay", "--all", "--allow-topic", other, "--execute").exitCode())
                .isZero();
        assertThat(requests(1)).containsExactly("b");
        try (var reader = kafka.read(other)) {
            reader.await(1, SOON);
            assertThat(reader.all()).hasSize(1);
        }
    }

    @Test
    void valueThatIsGone_isReported_andTheOthersAreReplayed() {
        topic.writeWithoutValue(Letter.of("gone", "X"));
        topic.writeWithoutValue(Letter.of("there", "X"));
        kafka.deleteRecords(topic.topics().requests(), 0, 1);

        var run = run("replay", "--all", "--execute");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .isEqualTo("0/0 (gone) is left: its request " + topic.topics().requests()
                        + "-0-0 is gone\n1 of 2 dead letters replayed, 1 left.\n");
        assertThat(requests(2)).containsExactly("there", "there");
    }

    @Test
    void slowReplay_isEndedByASecondOne_andNoneIsSentTwice() {
        int count = 60;
        for (int i = 0; i < count; i++) {
            topic.write(Letter.of("k" + i, "X"));
        }
        // Alone, it would take half a minute.
        var first = CompletableFuture.supplyAsync(() -> run("replay", "--all", "--rate", "2", "--execute"));
        assertThat(requests(2)).hasSizeLessThan(count);

        var second = run("replay", "--all", "--rate", "1000", "--execute");

        assertThat(second.exitCode()).as(second.err()).isZero();
        var ended = first.join();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.err()).contains("Another run of replay or drop has taken over");
        assertThat(requests(count)).hasSize(count).doesNotHaveDuplicates();
        assertThat(open()).isEmpty();
    }

    @Test
    void show_tellsAll_andNothingThatATerminalWouldObey() {
        topic.write(Letter.of("a", "RENDER_FAILED")
                .value(bytes("{\"id\":\"a\",\"labels\":{\"tenant\":\"ac\\u001bme\"},\"source\":{\"html\":\"<p>\"}}"))
                .with("evil", bytes("\u001b[2J"))
                .with("binary", new byte[] {(byte) 0xff, 0}));

        var run = run("show", "0/0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Position  0/0\n", "State     open\n", "Code      RENDER_FAILED\n", "Attempts  3\n")
                .contains("Labels    tenant=ac\\u001bme\n", "Message   It did not work.\n")
                .contains("  evil: \\u001b[2J\n", "  binary: 0xff00\n", "  __dlq.errors.offset: 0\n")
                .contains("Stack\n  java.lang.Exception: no\n  \tat a.B.c(B.java:1)\n")
                .contains("    \"html\" : \"<p>\"\n")
                .doesNotContain("\u001b");
    }

    @Test
    void showById_isTheNewest_andNamesTheOlder() {
        topic.write(Letter.of("a", "X").age(Duration.ofHours(1)));
        topic.write(Letter.of("a", "X"));

        var run = run("show", "a");

        assertThat(run.out()).startsWith("Position  0/1\n");
        assertThat(run.err()).isEqualTo("Older ones of this job: 0/0\n");
        assertThat(run("show", "b")).isEqualTo(new Run(ExitCode.FAILED, "", "There is no dead letter b.\n"));
    }

    @Test
    void showOfAnOmittedValue_readsItFromItsInput() {
        topic.writeWithoutValue(Letter.of("a", "X"));

        assertThat(run("show", "0/0").out()).contains("Value (10 bytes, from its input)\n", "\"id\" : \"a\"");
        kafka.deleteRecords(topic.topics().requests(), 0, 1);
        assertThat(run("show", "0/0").out()).contains("The value is not there: its request ");
        assertThat(run("show", "0/0", "--value").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void showOfTheValue_isItsBytes() {
        byte[] value = {(byte) 0xff, 0, 10};
        topic.write(Letter.of("a", "X").value(value));
        var captured = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("show", "a", "--value")).isEqualTo(new Run(ExitCode.OK, "", ""));
        } finally {
            System.setOut(before);
        }
        assertThat(captured.toByteArray()).isEqualTo(value);
    }

    @Test
    void missingTopic_endsWithTheStatusOfKafka() {
        var run = run("list", "--set", "pressrun.topics.dead-letters=nowhere");

        assertThat(run.exitCode()).isEqualTo(ExitCode.KAFKA);
        assertThat(run.err()).contains("the topic nowhere does not exist");
    }
}
