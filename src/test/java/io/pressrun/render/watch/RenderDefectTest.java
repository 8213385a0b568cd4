package io.pressrun.render.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RenderDefectTest {
    private static final StackTraceElement JDK =
            new StackTraceElement(null, "java.base", "25", "java.util.ArrayList", "get", "ArrayList.java", 1);
    private static final StackTraceElement XML =
            new StackTraceElement(null, "java.xml", "25", "com.sun.DeferredNode", "x", "DeferredNode.java", 1);
    private static final StackTraceElement LIBRARY = of("com.openhtmltopdf.layout.Layer");
    private static final StackTraceElement OURS = of("io.pressrun.render.WebImages");

    private static StackTraceElement of(String className) {
        return new StackTraceElement(className, "method", null, 1);
    }

    private static RuntimeException thrownAt(Throwable cause, StackTraceElement... stack) {
        var thrown = new RuntimeException("x", cause);
        thrown.setStackTrace(stack);
        return thrown;
    }

    private static RuntimeException thrownAt(StackTraceElement... stack) {
        var thrown = new RuntimeException("x");
        thrown.setStackTrace(stack);
        return thrown;
    }

    @Test
    void whatALibraryThrows_isTheDocuments() {
        assertThat(RenderDefect.isOne(thrownAt(LIBRARY, OURS))).isFalse();
        assertThat(RenderDefect.isOne(thrownAt(JDK, XML, LIBRARY, OURS))).isFalse();
        assertThat(RenderDefect.isOne(thrownAt(thrownAt(JDK, LIBRARY), LIBRARY)))
                .isFalse();
    }

    @Test
    void whatOurCodeThrows_isADefect_alsoWhereALibraryPassesItOn() {
        assertThat(RenderDefect.isOne(thrownAt(OURS, LIBRARY))).isTrue();
        assertThat(RenderDefect.isOne(thrownAt(JDK, OURS, LIBRARY))).isTrue();
        assertThat(RenderDefect.isOne(thrownAt(thrownAt(OURS, LIBRARY), LIBRARY)))
                .isTrue();
        assertThat(RenderDefect.isOne(thrownAt(thrownAt(LIBRARY), OURS))).isTrue();
    }

    @Test
    void whatNobodyIsKnownToHaveThrown_isADefect() {
        assertThat(RenderDefect.isOne(thrownAt())).isTrue();
        assertThat(RenderDefect.isOne(thrownAt(JDK))).isTrue();
        assertThat(RenderDefect.isOne(thrownAt(thrownAt(), LIBRARY))).isFalse();
    }

    @Test
    void defect_leavesTheEngineWithItsCause() {
        var defect = thrownAt(OURS);

        assertThatThrownBy(() -> RenderDefect.leaveFor(defect))
                .isInstanceOf(RenderDefect.class)
                .hasCause(defect);
        RenderDefect.leaveFor(thrownAt(LIBRARY));
    }
}
