package io.pressrun.job;

/**
 * What became of one asset of a job.
 *
 * @param uri as the document resolves it, with its credentials blanked out; see {@link ShownUri}
 * @param kind what the document uses it for
 * @param status of the last HTTP response; 0 when there was none, or the asset was blocked
 * @param bytes the length of the decoded asset; 0 unless it was found
 * @param fromCache the bytes were there already, from another job
 * @param millis from the request to the answer; 0 when it was blocked
 */
public record AssetReport(
        String uri, AssetKind kind, AssetOutcome outcome, int status, long bytes, boolean fromCache, long millis) {
    /** How the fetch of an asset ended. */
    public enum AssetOutcome {
        FOUND,
        /** It does not exist, or is too large: trying again would not help. */
        MISSING,
        /** It could not be had for now. */
        UNAVAILABLE,
        /** Refused by the fetch policy. */
        BLOCKED
    }
}
