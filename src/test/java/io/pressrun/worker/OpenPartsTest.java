package io.pressrun.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenPartsTest {
    private final List<String> closed = new ArrayList<>();
    private final OpenParts parts = new OpenParts();

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }

    private AutoCloseable broken(String name, Exception failure) {
        return () -> {
            closed.add(name);
            throw failure;
        };
    }

    @Test
    void lastOpened_isClosedFirst() {
        parts.add(part("first"));
        parts.add(part("second"));
        parts.add(part("third"));

        parts.close();

        assertThat(closed).containsExactly("third", "second", "first");
    }

    @Test
    void failuresToClose_leaveNothingOpenAndAreAllTold() {
        parts.add(part("first"));
        parts.add(broken("second", new IllegalStateException("two")));
        parts.add(broken("third", new IOException("three")));

        var thrown = catchThrowable(parts::close);

        assertThat(closed).containsExactly("third", "second", "first");
        assertThat(thrown).hasRootCauseMessage("three");
        assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("two");
    }

    @Test
    void closedTwice_closesOnce() {
        parts.add(part("only"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("only");
    }
}
