package io.pressrun.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.intake.duplicates.Verdict.Wait;
import io.pressrun.job.FailureCode;
import io.pressrun.job.ResultEvent.InputPosition;
import org.junit.jupiter.api.Test;

final class WaitingJobsTest {
    private static final Wait WAIT = new Wait(new InputPosition("requests", 0, 7), FailureCode.STORE_UNAVAILABLE);

    private final WaitingJobs jobs = new WaitingJobs();
    private int looked;

    private static JobKey key(long number) {
        return new JobKey(0, number, number);
    }

    private void put(long number, long time, long oldest) {
        jobs.put(key(number), WAIT, time, when -> {
            looked++;
            return when < oldest;
        });
    }

    @Test
    void everyJobThatIsRemembered_looksAtTheOldestAlone() {
        for (int i = 0; i < 1000; i++) {
            put(i, i, 0);
        }

        assertThat(looked).isLessThanOrEqualTo(1000);
        assertThat(jobs.size()).isEqualTo(1000);
    }

    @Test
    void jobsThatAreTooOld_areForgotten() {
        for (int i = 0; i < 10; i++) {
            put(i, i, 0);
        }

        put(10, 10, 5);

        assertThat(jobs.size()).isEqualTo(6);
        assertThat(jobs.find(key(4), when -> false)).isNull();
        assertThat(jobs.find(key(5), when -> false)).isEqualTo(WAIT);
    }

    @Test
    void jobThatIsTooOld_isNotFound_whereverItStands() {
        put(1, 10, 0);
        put(2, 3, 0);

        put(3, 11, 5);

        assertThat(jobs.find(key(2), when -> when < 5)).isNull();
        assertThat(jobs.find(key(1), when -> when < 5)).isEqualTo(WAIT);
    }

    @Test
    void jobThatIsRememberedAgain_isYoungAgain() {
        put(1, 1, 0);
        put(2, 2, 0);
        put(1, 9, 0);

        put(3, 10, 5);

        assertThat(jobs.find(key(1), when -> when < 5)).isEqualTo(WAIT);
        assertThat(jobs.find(key(2), when -> false)).isNull();
    }
}
