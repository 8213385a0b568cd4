package io.pressrun.fetch.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.fetch.FetchListener;
import io.pressrun.fetch.cache.CacheKey;
import io.pressrun.fetch.exchange.Breakers.Admission;
import io.pressrun.fetch.policy.HttpTarget;
import io.pressrun.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();
    private final Breakers breakers = new Breakers(2, PAUSE, clock, FetchListener.NONE);
    private CacheKey key;

    @BeforeEach
    void target() throws Exception {
        key = new CacheKey(null, "", HttpTarget.parse(URI.create("http://a.example/")), "*/*");
    }

    @Test
    void originLeftAlone_isTriedByOneRequestAfterThePause() {
        failTwice();
        assertThat(breakers.admit(key)).isNull();
        clock.advance(PAUSE.plusMillis(1));

        Admission probe = admitted();
        assertThat(breakers.admit(key)).isNull();
        probe.answered();
        admitted();
    }

    @Test
    void probeThatSaysNothing_isFollowedByAnother() {
        failTwice();
        clock.advance(PAUSE.plusMillis(1));

        admitted().released();
        admitted();
        assertThat(breakers.admit(key)).isNull();
    }

    @Test
    void requestsOfBetterDaysThatAreGivenUp_allowNoProbes() {
        var before = Stream.generate(this::admitted).limit(3).toList();
        failTwice();
        clock.advance(PAUSE.plusMillis(1));

        admitted();
        before.forEach(Admission::released);
        assertThat(breakers.admit(key)).isNull();
    }

    @Test
    void ending_isToldOnce() {
        Admission first = admitted();
        first.failed(new IOException());
        first.failed(new IOException());
        first.released();
        assertThat(breakers.isOpen(key)).isFalse();

        admitted().failed(new IOException());
        assertThat(breakers.isOpen(key)).isTrue();
    }

    private void failTwice() {
        admitted().failed(new IOException());
        admitted().failed(new IOException());
    }

    private Admission admitted() {
        return Objects.requireNonNull(breakers.admit(key));
    }
}
