package io.pressrun.chaos;

import io.pressrun.chaos.History.Input;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;

/** What the kinds of jobs demand. */
final class Outcomes {
    private Outcomes() {}

    /** Whether the job ended as its kind must. */
    static boolean fits(Input input, Outcome outcome) {
        return switch (input.kind()) {
            case SMALL, SLOW, CHANGING, RETRIED, DUPLICATE, MISSING_WARN ->
                outcome instanceof Outcome.Printed printed
                        && printed.receipt().to().equals(input.to());
            case MISSING_FAIL -> is(outcome, FailureCode.ASSET_MISSING);
            case UNDECODABLE, CORRUPT_JSON, TOMBSTONE -> is(outcome, FailureCode.JOB_UNREADABLE);
            case INVALID -> is(outcome, FailureCode.JOB_INVALID);
            case EXPIRED -> is(outcome, FailureCode.EXPIRED);
            case KILLER -> is(outcome, FailureCode.WORKER_CRASH);
        };
    }

    static boolean is(Outcome outcome, FailureCode code) {
        return outcome instanceof Outcome.Failed failed && failed.code() == code;
    }

    /** {@code printed}, or the code of the failure. */
    static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Printed _ -> "printed";
            case Outcome.Failed failed -> failed.code().name();
            case Outcome.RetryLater _, Outcome.Interrupted _ -> "unfinished";
        };
    }
}
