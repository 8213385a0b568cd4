package io.pressrun.job.json;

/** What JSON from strangers may hold. */
final class JsonLimits {
    static final int MAX_DEPTH = 64;
    /** In characters. */
    static final int MAX_STRING_LENGTH = 64 << 20;
    /** In characters. */
    static final int MAX_NUMBER_LENGTH = 100;
    /** In bytes. */
    static final int MAX_NAME_LENGTH = 4096;

    static final long MAX_TOKENS = 100_000;

    private JsonLimits() {}
}
