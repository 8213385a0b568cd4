package io.pressrun.intake;

import io.pressrun.intake.letters.Replay;
import io.pressrun.intake.topic.HeaderText;
import io.pressrun.press.Submission;

/** Makes submissions of jobs. */
final class Submissions {
    private Submissions() {}

    /** A replayed request owns what it left behind before. */
    static Submission of(InFlightJob job) {
        var headers = job.headers();
        var position = job.position();
        return new Submission(
                job.record.value(),
                HeaderText.byName(headers),
                position,
                Replay.of(headers, position.topic()).orElse(position));
    }
}
