package io.pressrun.chaos.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WeaveTest {
    @Test
    void everyWeave_findsItsMethod() {
        assertThatCode(() -> Weave.all().forEach(Weave::check)).doesNotThrowAnyException();
    }

    @Test
    void weaveOfAMethodThatIsGone_fails() {
        assertThatThrownBy(() -> new Weave("io.pressrun.press.Press", "Job", named("gone")).check())
                .hasMessageContaining("Press has no method for the advice Job");
    }

    @Test
    void weaveOfAClassThatIsGone_fails() {
        assertThatThrownBy(() -> new Weave("io.pressrun.press.Gone", "Job", named("print")).check())
                .hasMessageContaining("Gone has no method for the advice Job");
    }
}
