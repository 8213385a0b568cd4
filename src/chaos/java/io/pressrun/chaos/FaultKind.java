package io.pressrun.chaos;

import java.util.Arrays;
import java.util.List;

/** What the harness does to those that take part. */
enum FaultKind {
    /** {@code kill -9} of a worker. */
    KILL(Family.KILL),
    /** {@code kill -9} of all workers at once. */
    KILL_ALL(Family.KILL),
    /** A job that brings down whoever renders it. */
    KILLER_JOB(Family.KILL),
    /** A worker dies at once at the point. */
    HALT_AFTER_RENDER(Family.FAILPOINT, "after-render"),
    HALT_AFTER_PUT(Family.FAILPOINT, "after-put"),
    HALT_AFTER_SEND(Family.FAILPOINT, "after-send"),
    HALT_BEFORE_OFFSETS(Family.FAILPOINT, "before-offsets"),
    HALT_AFTER_OFFSETS(Family.FAILPOINT, "after-offsets"),
    HALT_BEFORE_COMMIT(Family.FAILPOINT, "before-commit"),
    HALT_AFTER_COMMIT(Family.FAILPOINT, "after-commit"),
    /** SIGSTOP for longer than the session lasts, then SIGCONT. */
    FREEZE(Family.FREEZE),
    /** The same at the point, within the transaction. */
    FREEZE_AFTER_SEND(Family.FREEZE, "after-send"),
    FREEZE_BEFORE_OFFSETS(Family.FREEZE, "before-offsets"),
    FREEZE_AFTER_OFFSETS(Family.FREEZE, "after-offsets"),
    /** SIGTERM and a new start, one worker after the other. */
    ROLL(Family.FLEET),
    /** Another worker joins, and leaves again. */
    JOIN_AND_LEAVE(Family.FLEET),
    BROKER_RESTART(Family.BROKER),
    BROKER_KILL(Family.BROKER),
    BROKER_CUT(Family.BROKER_LINK, TcpProxy.Mode.CUT),
    BROKER_STALL(Family.BROKER_LINK, TcpProxy.Mode.STALL),
    BROKER_SLOW(Family.BROKER_LINK, TcpProxy.Mode.SLOW),
    BROKER_HALF_CLOSE(Family.BROKER_LINK, TcpProxy.Mode.HALF_CLOSE),
    BROKER_LOST_ANSWERS(Family.BROKER_LINK, TcpProxy.Mode.LOSE_ANSWERS),
    STORE_CUT(Family.STORE_LINK, TcpProxy.Mode.CUT),
    STORE_STALL(Family.STORE_LINK, TcpProxy.Mode.STALL),
    STORE_SLOW(Family.STORE_LINK, TcpProxy.Mode.SLOW),
    STORE_HALF_CLOSE(Family.STORE_LINK, TcpProxy.Mode.HALF_CLOSE),
    STORE_LOST_ANSWERS(Family.STORE_LOST_ANSWERS, TcpProxy.Mode.LOSE_ANSWERS),
    /** Every request to the store is answered with 503. */
    STORE_503(Family.STORE_503, TcpProxy.Mode.REFUSE),
    /** The operating system refuses every write to a file (RLIMIT_FSIZE). */
    DISK_FULL(Family.DISK),
    /** An output topic takes no records of any useful size. */
    TOPIC_TOO_SMALL(Family.TOPIC),
    /** Nobody may write to an output topic. */
    TOPIC_DENIED(Family.TOPIC);

    private final Family family;
    private final String point;
    private final TcpProxy.Mode mode;

    /** Kinds that are alike. */
    enum Family {
        KILL,
        FAILPOINT,
        FREEZE,
        FLEET,
        BROKER,
        BROKER_LINK,
        STORE_LINK,
        STORE_LOST_ANSWERS,
        STORE_503,
        DISK,
        TOPIC
    }

    FaultKind(Family family) {
        this(family, "", TcpProxy.Mode.PASS);
    }

    FaultKind(Family family, String point) {
        this(family, point, TcpProxy.Mode.PASS);
    }

    FaultKind(Family family, TcpProxy.Mode mode) {
        this(family, "", mode);
    }

    FaultKind(Family family, String point, TcpProxy.Mode mode) {
        this.family = family;
        this.point = point;
        this.mode = mode;
    }

    Family family() {
        return family;
    }

    /** The failpoint, or nothing. */
    String point() {
        return point;
    }

    TcpProxy.Mode mode() {
        return mode;
    }

    /** Those that this machine can bring about where the store is a directory, or else S3. */
    static List<FaultKind> possible(boolean directoryStore) {
        return Arrays.stream(values())
                .filter(kind -> directoryStore ? !kind.needsS3() : !kind.needsDirectory())
                .filter(kind -> kind != DISK_FULL || Worker.canLimitFiles())
                .toList();
    }

    private boolean needsS3() {
        return name().startsWith("STORE_");
    }

    private boolean needsDirectory() {
        return this == DISK_FULL;
    }
}
