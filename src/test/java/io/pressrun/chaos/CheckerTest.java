package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Fault;
import io.pressrun.chaos.History.Quiet;
import io.pressrun.chaos.Verdict.Finding;
import io.pressrun.chaos.Verdict.Wrong;
import io.pressrun.job.FailureCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckerTest {
    private final HandMadeHistory history = new HandMadeHistory();

    @TempDir
    Path directory;

    private List<Wrong> findings() {
        return Checker.check(history.build()).findings().stream()
                .map(Finding::wrong)
                .toList();
    }

    @Test
    void everyJobAnsweredOnceAndRight_isGreen() {
        history.submit(JobKind.SMALL, "store").print();
        history.submit(JobKind.SLOW, "topic").print();
        history.submit(JobKind.TOMBSTONE, "store").fail(FailureCode.JOB_UNREADABLE);
        history.submit(JobKind.EXPIRED, "store").fail(FailureCode.EXPIRED);

        var verdict = Checker.check(history.build());

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.figures().results())
                .containsOnlyKeys("printed", "JOB_UNREADABLE", "EXPIRED")
                .containsEntry("printed", 2);
    }

    @Test
    void savedHistory_isJudgedTheSame() throws Exception {
        history.submit(JobKind.SMALL, "store").print();
        history.submit(JobKind.SMALL, "topic");
        Path file = directory.resolve("history.json");
        history.build().save(file);

        assertThat(Checker.check(History.load(file)).findings())
                .isEqualTo(Checker.check(history.build()).findings())
                .hasSize(1);
    }

    @Test
    void jobWithoutResult_isLost() {
        history.submit(JobKind.SMALL, "store");

        assertThat(findings()).containsExactly(Wrong.LOST);
    }

    @Test
    void jobWithTwoResults_isDuplicate() {
        history.submit(JobKind.SMALL, "store").print().print();

        assertThat(findings()).containsExactly(Wrong.DUPLICATE);
    }

    @Test
    void sameRecordTwice_isTwoJobsThatShareOneObject() {
        var first = history.submit(JobKind.SMALL, "store").print();
        history.submitAgain(first).print();

        assertThat(findings()).isEmpty();
    }

    @Test
    void resultThatAnswersNothing_isUnknown() {
        history.submit(JobKind.SMALL, "store").print().forget();

        assertThat(findings()).containsExactly(Wrong.UNKNOWN_INPUT);
    }

    @Test
    void failureOfAJobThatCanBePrinted_isWrong() {
        history.submit(JobKind.SMALL, "store").fail(FailureCode.STORE_UNAVAILABLE);

        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);
    }

    @Test
    void printOfAJobThatMustFail_isWrong() {
        history.submit(JobKind.MISSING_FAIL, "store").print();

        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);
    }

    @Test
    void pdfTooLarge_isRightOnlyWhileTheTopicTookNone() {
        history.submit(JobKind.SMALL, "topic").fail(FailureCode.PDF_TOO_LARGE);
        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);

        history.fault(new Fault(FaultKind.TOPIC_TOO_SMALL.name(), Checker.PDFS_TOO_SMALL, 0, 100_000));
        assertThat(findings()).isEmpty();
    }

    @Test
    void workerCrashOfAnInnocentJob_needsTwoUncleanEndsWhileItWasUnderWay() {
        var job = history.submit(JobKind.SMALL, "store");
        job.start("ada", 1);
        history.end("ada", 1, "KILLED");
        job.start("bob", 2).fail(FailureCode.WORKER_CRASH);
        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);

        history.end("bob", 2, "KILLED");
        assertThat(findings()).isEmpty();
    }

    @Test
    void workerCrash_doesNotCountWhoHandedTheJobBack() {
        var job = history.submit(JobKind.SMALL, "store");
        job.start("ada", 1);
        history.end("ada", 1, "KILLED");
        job.start("bob", 2).handBack("bob", 2).fail(FailureCode.WORKER_CRASH);
        history.end("bob", 2, "KILLED");

        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);
    }

    @Test
    void moreAttemptsThanStarts_areWrong() {
        history.submit(JobKind.SMALL, "store").attempts(2).print();

        assertThat(findings()).containsExactly(Wrong.WRONG_ATTEMPTS);
    }

    @Test
    void missingObject_isFound() {
        history.submit(JobKind.SMALL, "store").print().loseObject();

        assertThat(findings()).containsExactly(Wrong.NO_OBJECT);
    }

    @Test
    void objectWithOtherBytes_isFound() {
        var other = HandMadeHistory.pdf("QXBBBBBBBBBBBBBBXQ", 1);
        history.submit(JobKind.SMALL, "store").print().replaceObject(other);

        assertThat(findings()).containsExactly(Wrong.WRONG_BYTES, Wrong.SWAPPED);
    }

    @Test
    void objectThatIsNoPdf_isFound() {
        history.submit(JobKind.SMALL, "store").print(new byte[] {'%', 'P', 'D', 'F'}, 1);

        assertThat(findings()).containsExactly(Wrong.BAD_PDF);
    }

    @Test
    void wrongNumberOfPages_isFound() {
        var job = history.submit(JobKind.SMALL, "store");
        job.print(HandMadeHistory.pdf(job.nonce(), 2), 2);

        assertThat(findings()).containsExactly(Wrong.WRONG_PAGES);
    }

    @Test
    void swappedPdfs_areFound() {
        var one = history.submit(JobKind.SMALL, "store");
        var other = history.submit(JobKind.SMALL, "topic");
        one.print(HandMadeHistory.pdf(other.nonce(), 1), 1);
        other.print(HandMadeHistory.pdf(one.nonce(), 1), 1);

        assertThat(findings()).containsExactly(Wrong.SWAPPED, Wrong.SWAPPED);
    }

    @Test
    void pdfOnTheTopicWithoutResult_isFound() {
        history.submit(JobKind.SMALL, "topic").print().pdfOnTopic();

        assertThat(findings()).containsExactly(Wrong.PDF_RECORDS);
    }

    @Test
    void failureWithoutDeadLetter_isFound() {
        history.submit(JobKind.TOMBSTONE, "store").failWithoutDeadLetter(FailureCode.JOB_UNREADABLE);

        assertThat(findings()).containsExactly(Wrong.DEAD_LETTERS);
    }

    @Test
    void deadLetterOfAPrintedJob_isFound() {
        history.submit(JobKind.SMALL, "store").print().deadLetter("record", FailureCode.INTERNAL_ERROR);

        assertThat(findings()).containsExactly(Wrong.DEAD_LETTERS);
    }

    @Test
    void deadLetterWithOtherBytes_isFound() {
        history.submit(JobKind.INVALID, "store")
                .failWithoutDeadLetter(FailureCode.JOB_INVALID)
                .deadLetter("another record", FailureCode.JOB_INVALID);

        assertThat(findings()).containsExactly(Wrong.DEAD_LETTERS);
    }

    @Test
    void resultThatVanished_isFound() {
        history.submit(JobKind.SMALL, "store").print();
        history.seeSomethingThatVanishes();

        assertThat(findings()).containsExactly(Wrong.READERS_DISAGREE);
    }

    @Test
    void resultThatNobodySawOnTheWay_isFound() {
        history.submit(JobKind.SMALL, "store").print();
        history.seeNothing();

        assertThat(findings()).containsExactly(Wrong.READERS_DISAGREE);
    }

    @Test
    void resultOfAWorkerWhosePartitionIsAnothers_isFound() {
        var job = history.submit(JobKind.SMALL, "store");
        history.event(new Event(history.now(), "ada", 1, "assigned", "requests-0"));
        history.event(new Event(history.now(), "bob", 2, "assigned", "requests-0"));
        job.print();

        assertThat(findings()).containsExactly(Wrong.FENCED_WORKER_PUBLISHED);
    }

    @Test
    void lagAndOpenTransactions_areFound() {
        history.quiet(new Quiet(3, List.of("chaos-ada ONGOING"), 90_000));

        assertThat(findings()).containsExactly(Wrong.LAG, Wrong.HANGING_TRANSACTION);
    }

    @Test
    void workerThatEndsByItself_isFound() {
        history.end("ada", 1, "BY-ITSELF with 1");

        assertThat(findings()).containsExactly(Wrong.WORKER_DIED);
    }

    @Test
    void recovery_isTheTimeUntilAllThatWasAcceptedBeforeTheEndOfAFaultIsAnswered() {
        var job = history.submit(JobKind.SMALL, "store");
        history.fault(new Fault("KILL", "ada", history.now(), history.now()));
        history.pass(1_500);
        job.print();

        var figures = Checker.check(history.build()).figures();

        assertThat(figures.longestRecovery()).isBetween(1_500L, 1_600L);
        assertThat(figures.longestRecoveryAfter()).isEqualTo("KILL");
    }
}
