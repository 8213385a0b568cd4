package io.pressrun.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The open parts of a process, in the order of their opening. {@link #close} closes all of them, the last one first,
 * whatever one of them throws: the first failure is thrown, later ones are suppressed by it.
 *
 * <p>What opens several parts closes them when it fails: {@code catch (Throwable e) { try (parts) { throw e; } }}.
 */
final class OpenParts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** @return the part that was given */
    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        if (parts.isEmpty()) {
            return;
        }
        try (var _ = this) {
            close(parts.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(part + " cannot be closed", e);
        }
    }
}
