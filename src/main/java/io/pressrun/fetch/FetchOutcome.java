package io.pressrun.fetch;

/** How one fetch ended, for metrics. */
public enum FetchOutcome {
    FOUND,
    /** Found, and its bytes were there already. */
    CACHED,
    /** For good. */
    ABSENT,
    /** For now: a timeout, a broken connection, a server in trouble, a job that ended before. */
    UNAVAILABLE,
    /** Refused by the policy. */
    BLOCKED;

    static FetchOutcome of(Asset asset) {
        return switch (asset) {
            case Asset.Found found -> found.transfer().fromCache() ? CACHED : FOUND;
            case Asset.Missing missing when missing.blocked() -> BLOCKED;
            case Asset.Missing missing when missing.transientFailure() -> UNAVAILABLE;
            case Asset.Missing _ -> ABSENT;
        };
    }
}
