package io.pressrun.chaos;

/** What a submitted record is like, and with it how it must end. */
enum JobKind {
    /** One to three pages of text. */
    SMALL(56),
    /** Waits seconds for a picture. */
    SLOW(6),
    /** Has a picture that is another one each time it is asked for, and so another PDF each time it is printed. */
    CHANGING(6),
    /** Lacks a picture and says {@code onMissing: warn}. */
    MISSING_WARN(5),
    /** Lacks a picture and says {@code onMissing: fail}. */
    MISSING_FAIL(5),
    /** Its picture is answered with 503 for the first seconds, and it says {@code onMissing: fail}. */
    RETRIED(5),
    /** Bytes that are no text. */
    UNDECODABLE(4),
    /** JSON that breaks off. */
    CORRUPT_JSON(3),
    /** JSON with a field that no job has. */
    INVALID(2),
    /** No value at all. */
    TOMBSTONE(3),
    /** Its {@code notAfter} has passed. */
    EXPIRED(3),
    /** The same record as one before. */
    DUPLICATE(2),
    /** Brings down the process that renders it. Submitted as a fault, not at random. */
    KILLER(0);

    private final int weight;

    JobKind(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }

    boolean printed() {
        return switch (this) {
            case SMALL, SLOW, CHANGING, MISSING_WARN, RETRIED, DUPLICATE -> true;
            case MISSING_FAIL, UNDECODABLE, CORRUPT_JSON, INVALID, TOMBSTONE, EXPIRED, KILLER -> false;
        };
    }
}
