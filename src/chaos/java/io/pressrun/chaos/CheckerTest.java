package io.pressrun.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Fault;
import io.pressrun.chaos.History.Header;
import io.pressrun.chaos.History.Quiet;
import io.pressrun.chaos.History.Topic;
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
        history.submit(JobKind.SMALL, "store").print();
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

        history.fault(new Fault(FaultKind.TOPIC_TOO_SMALL.name(), Checker.PDFS_TOO_SMALL, 0, 100_000, true));
        assertThat(findings()).isEmpty();
    }

    @Test
    void workerCrashOfAnInnocentJob_needsADeathDuringItsTrial() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.mark("ada", 1);
        history.end("ada", 1, "KILLED");
        job.tryAlone("bob", 2).fail(FailureCode.WORKER_CRASH);
        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);

        history.end("bob", 2, "KILLED");
        assertThat(findings()).isEmpty();
    }

    @Test
    void workerCrash_isNoMatterOfTwoDeathsWithoutATrial() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.mark("ada", 1).start("ada", 1);
        history.end("ada", 1, "KILLED");
        job.mark("bob", 2).start("bob", 2).fail(FailureCode.WORKER_CRASH);
        history.end("bob", 2, "KILLED");

        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);
    }

    @Test
    void workerCrash_countsOneLifeOnce() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.mark("ada", 1).commit("ada", 1, "pressrun/1:;q=0;t=0", "").fail(FailureCode.WORKER_CRASH);
        history.event(new Event(history.now(), "ada", 1, "lost", "requests-0"));
        history.end("ada", 1, "KILLED");

        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);
    }

    @Test
    void workerCrash_countsWhoLostThePartitionDuringTheTrial() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.mark("ada", 1);
        history.end("ada", 1, "KILLED");
        job.tryAlone("bob", 2).fail(FailureCode.WORKER_CRASH);
        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);

        history.event(new Event(history.now(), "bob", 2, "lost", "requests-0"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void workerCrash_doesNotCountWhoHandedTheJobBack() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.mark("ada", 1);
        history.end("ada", 1, "KILLED");
        job.tryAlone("bob", 2).commit("bob", 2, "pressrun/1:;q=0", "Published");
        job.fail(FailureCode.WORKER_CRASH);
        history.event(new Event(history.now(), "bob", 2, "revoked", "requests-0"));
        history.end("bob", 2, "KILLED");

        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);
    }

    @Test
    void workerCrash_countsWhoCouldNotHandTheJobBack() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.mark("ada", 1);
        history.end("ada", 1, "KILLED");
        job.tryAlone("bob", 2).commit("bob", 2, "pressrun/1:;q=0", "Unknown");
        job.fail(FailureCode.WORKER_CRASH);
        history.event(new Event(history.now(), "bob", 2, "revoked", "requests-0"));

        assertThat(findings()).isEmpty();
    }

    @Test
    void workerCrash_doesNotCountACommitThatWasAborted() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.mark("ada", 1);
        history.end("ada", 1, "KILLED");
        job.commit("bob", 2, "pressrun/1:;q=0;t=0", "Aborted").fail(FailureCode.WORKER_CRASH);
        history.end("bob", 2, "KILLED");

        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);
    }

    @Test
    void workerCrash_doesNotCountWhoHadFinishedTheRecord() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        // The bit of its offset is set: it was put on a retry topic.
        job.mark("ada", 1).end("ada", 1, "RetryLater").commit("ada", 1, "pressrun/1:AQ;s=0", "Published");
        history.end("ada", 1, "KILLED");
        job.tryAlone("bob", 2).fail(FailureCode.WORKER_CRASH);
        history.end("bob", 2, "KILLED");

        assertThat(findings()).containsExactly(Wrong.WRONG_OUTCOME);
    }

    @Test
    void attemptsOfAJobThatIsTriedAgain_areThoseOfItsRecords() {
        var job = history.submit(JobKind.RETRIED, "store").attempts(2);
        job.start("ada", 1).end("ada", 1, "RetryLater");
        job.holdAgain("bob", 2, 2).start("bob", 2).print();

        assertThat(findings()).isEmpty();
    }

    @Test
    void moreAttemptsThanRecords_areWrong() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.start("ada", 1).end("ada", 1, "RetryLater").start("bob", 2).print();

        assertThat(findings()).containsExactly(Wrong.WRONG_ATTEMPTS);
    }

    @Test
    void interruptionThatCostsAnAttempt_isFound() {
        var job = history.submit(JobKind.SMALL, "store").attempts(2);
        job.start("ada", 1).end("ada", 1, "Interrupted");
        job.holdAgain("bob", 2, 2).start("bob", 2).print();

        assertThat(findings()).containsExactly(Wrong.WRONG_ATTEMPTS);
    }

    @Test
    void missingPicture_isToldOfInTheResult() {
        history.submit(JobKind.MISSING_WARN, "store").warn().print();
        assertThat(findings()).isEmpty();

        history.submit(JobKind.MISSING_WARN, "store").print();
        history.submit(JobKind.SMALL, "store").warn().print();
        assertThat(findings()).containsExactly(Wrong.WRONG_WARNINGS, Wrong.WRONG_WARNINGS);
    }

    @Test
    void missingPicture_isNotToldOfWhileTheTopicTakesOnlyShortResults() {
        history.submit(JobKind.MISSING_WARN, "store").print();
        history.fault(new Fault(FaultKind.TOPIC_TOO_SMALL.name(), Checker.RESULTS_TOO_SMALL, 0, 100_000, true));

        assertThat(findings()).isEmpty();
    }

    @Test
    void resultUnderAnotherKey_isFound() {
        history.submit(JobKind.SMALL, "store").print();
        history.changeKeys(Topic.RESULTS, "");

        assertThat(findings()).containsExactly(Wrong.WRONG_KEY);
    }

    @Test
    void pdfUnderAnotherKey_isFound() {
        history.submit(JobKind.SMALL, "topic").print();
        history.changeKeys(Topic.PDFS, null);

        assertThat(findings()).containsExactly(Wrong.NO_OBJECT);
    }

    @Test
    void emptyHistory_isRed() {
        assertThat(findings()).containsExactly(Wrong.TOO_LITTLE);
    }

    @Test
    void runWithTooFewJobsOrFaults_isRed() {
        history.submit(JobKind.SMALL, "store").print();
        history.fault(new Fault("KILL", "ada", history.now(), history.now(), true));
        history.fault(new Fault("FREEZE", "ada", history.now(), history.now(), false));
        var verdict = Checker.check(history.build());

        assertThat(verdict.figures().faults()).containsExactly(entry("KILL", 1));
        assertThat(verdict.figures().unfelt()).containsExactly(entry("FREEZE", 1));
        assertThat(verdict.atLeast(1, 1).isGreen()).isTrue();
        assertThat(verdict.atLeast(2, 1).isGreen()).isFalse();
        assertThat(verdict.atLeast(1, 2).isGreen()).isFalse();
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
    void deadLetterWithoutItsValue_isFound() {
        history.submit(JobKind.INVALID, "store")
                .failWithoutDeadLetter(FailureCode.JOB_INVALID)
                .deadLetter(null, FailureCode.JOB_INVALID);

        assertThat(findings()).containsExactly(Wrong.DEAD_LETTERS);
    }

    @Test
    void deadLetterWithOtherHeaders_isFound() {
        history.submit(JobKind.INVALID, "store")
                .failWithoutDeadLetter(FailureCode.JOB_INVALID)
                .deadLetter(
                        "record",
                        FailureCode.JOB_INVALID,
                        List.of(new Header("twice", null), new Header("twice", "1")));

        assertThat(findings()).containsExactly(Wrong.DEAD_LETTERS);
    }

    @Test
    void deadLetterUnderAnotherKey_isFound() {
        history.submit(JobKind.INVALID, "store").fail(FailureCode.JOB_INVALID);
        history.changeKeys(Topic.DEAD_LETTERS, null);

        assertThat(findings()).containsExactly(Wrong.DEAD_LETTERS);
    }

    @Test
    void resultThatVanished_isFound() {
        history.submit(JobKind.SMALL, "store").print();
        history.seeSomethingThatVanishes();

        assertThat(findings()).containsExactly(Wrong.SEEN_AND_GONE);
    }

    @Test
    void resultThatNobodySawOnTheWay_isFound() {
        history.submit(JobKind.SMALL, "store").print();
        history.seeNothing();

        assertThat(findings()).containsExactly(Wrong.NOT_SEEN);
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
        history.submit(JobKind.SMALL, "store").print();
        history.quiet(new Quiet(3, List.of("chaos-ada ONGOING"), 90_000));

        assertThat(findings()).containsExactly(Wrong.LAG, Wrong.HANGING_TRANSACTION);
    }

    @Test
    void workerThatEndsByItself_isFound() {
        history.submit(JobKind.SMALL, "store").print();
        history.end("ada", 1, "BY-ITSELF with 1");

        assertThat(findings()).containsExactly(Wrong.WORKER_DIED);
    }

    @Test
    void recovery_isTheTimeUntilAllThatWasAcceptedBeforeTheEndOfAFaultIsAnswered() {
        var job = history.submit(JobKind.SMALL, "store");
        history.fault(new Fault("KILL", "ada", history.now(), history.now(), true));
        history.pass(1_500);
        job.print();

        var figures = Checker.check(history.build()).figures();

        assertThat(figures.longestRecovery()).isBetween(1_500L, 1_600L);
        assertThat(figures.longestRecoveryAfter()).isEqualTo("KILL");
    }
}
