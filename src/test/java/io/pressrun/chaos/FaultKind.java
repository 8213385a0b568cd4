package io.pressrun.chaos;

/** What the harness does to those that take part. */
enum FaultKind {
    /** {@code kill -9} of a worker. */
    KILL,
    /** {@code kill -9} of all workers at once. */
    KILL_ALL,
    /** A worker dies at once at the point that the subject names. */
    HALT_AFTER_RENDER("after-render"),
    HALT_AFTER_PUT("after-put"),
    HALT_AFTER_SEND("after-send"),
    HALT_BEFORE_OFFSETS("before-offsets"),
    HALT_AFTER_OFFSETS("after-offsets"),
    HALT_BEFORE_COMMIT("before-commit"),
    HALT_AFTER_COMMIT("after-commit"),
    /** A job that brings down whoever renders it. */
    KILLER_JOB,
    /** SIGSTOP for longer than the session lasts, then SIGCONT. */
    FREEZE,
    /** SIGTERM and a new start, one worker after the other. */
    ROLL,
    /** Another worker joins, and leaves again. */
    JOIN_AND_LEAVE,
    BROKER_RESTART,
    BROKER_KILL,
    BROKER_CUT(TcpProxy.Mode.CUT),
    BROKER_STALL(TcpProxy.Mode.STALL),
    BROKER_SLOW(TcpProxy.Mode.SLOW),
    BROKER_HALF_CLOSE(TcpProxy.Mode.HALF_CLOSE),
    BROKER_LOST_ANSWERS(TcpProxy.Mode.LOSE_ANSWERS),
    STORE_CUT(TcpProxy.Mode.CUT),
    STORE_STALL(TcpProxy.Mode.STALL),
    STORE_SLOW(TcpProxy.Mode.SLOW),
    STORE_HALF_CLOSE(TcpProxy.Mode.HALF_CLOSE),
    STORE_LOST_ANSWERS(TcpProxy.Mode.LOSE_ANSWERS),
    /** Every request to the store is answered with 503. */
    STORE_503(TcpProxy.Mode.REFUSE),
    /** The operating system refuses every write to a file (RLIMIT_FSIZE). */
    DISK_FULL,
    /** An output topic takes no records of any useful size. */
    TOPIC_TOO_SMALL;

    private final String point;
    private final TcpProxy.Mode mode;

    FaultKind() {
        this("", TcpProxy.Mode.PASS);
    }

    FaultKind(String point) {
        this(point, TcpProxy.Mode.PASS);
    }

    FaultKind(TcpProxy.Mode mode) {
        this("", mode);
    }

    FaultKind(String point, TcpProxy.Mode mode) {
        this.point = point;
        this.mode = mode;
    }

    /** The failpoint, or nothing. */
    String point() {
        return point;
    }

    TcpProxy.Mode mode() {
        return mode;
    }

    boolean needsS3() {
        return name().startsWith("STORE_");
    }

    boolean needsDirectory() {
        return this == DISK_FULL;
    }
}
