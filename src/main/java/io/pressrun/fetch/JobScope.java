package io.pressrun.fetch;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the fetches of one job share.
 *
 * @param connections how many of them may be under way, for the key {@code ""}
 * @param lookups how many name lookups they may have under way, for the key {@code ""}
 * @param ended the job is over: nothing more is sent
 */
record JobScope(
        JobHeaders headers,
        JobBudget budget,
        Permits<String> connections,
        Permits<String> lookups,
        AtomicBoolean ended) {}
