package io.pressrun.intake.ledger;

/**
 * What a commit says of jobs that are not finished.
 *
 * @param startedTo jobs below it may have been started, and none from it on; suspects are not meant
 * @param trial the suspect that may be printed alone, or {@link Commit#NO_TRIAL}
 */
record Marks(long startedTo, long trial) {
    Marks startedThrough(long offset) {
        return new Marks(Math.max(startedTo, offset + 1), trial);
    }

    Marks onTrial(long offset) {
        return new Marks(startedTo, offset);
    }

    boolean hasTrial() {
        return trial != Commit.NO_TRIAL;
    }

    /** The same without the trial of that offset. */
    Marks acquitted(long offset) {
        return trial == offset ? onTrial(Commit.NO_TRIAL) : this;
    }
}
