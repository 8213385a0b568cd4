package io.pressrun.intake;

/** What a job's thread tells the poll thread. */
sealed interface Note permits Publication, Question {}
