package io.pressrun.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.netty.channel.Http2ConnectionState;
import org.junit.jupiter.api.Test;

class SharedConnectionTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Http2ConnectionState state = new Http2ConnectionState();
    private final SharedConnection connection = SharedConnection.of(channel);

    SharedConnectionTest() {
        channel.freezeTime();
        channel.attr(Http2ConnectionState.HTTP2_STATE_KEY).set(state);
    }

    @Test
    void idleConnection_isClosed() {
        connection.opened(false);

        pulses(SharedConnection.IDLE_PULSES);
        assertThat(channel.isActive()).isTrue();
        pulses(1);
        assertThat(channel.isActive()).isFalse();
        assertThat(state.isDraining()).isTrue();
    }

    @Test
    void connectionInUse_isKept() {
        connection.opened(false);
        pulses(SharedConnection.IDLE_PULSES);
        connection.opened(false);
        pulses(SharedConnection.IDLE_PULSES);
        state.tryAcquireStream();
        pulses(2 * SharedConnection.IDLE_PULSES);

        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void connectionWhoseStreamsAreWaitedForInVain_isLeft() {
        connection.opened(false);
        for (int i = 0; i < SharedConnection.MAX_ABANDONED; i++) {
            connection.abandoned(false);
        }
        assertThat(state.isDraining()).isFalse();

        connection.abandoned(false);
        assertThat(state.isDraining()).isTrue();
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void connectionThatIsLeft_staysOpenForItsStreams() {
        connection.opened(false);
        state.tryAcquireStream();

        connection.abandoned(true);

        assertThat(state.isDraining()).isTrue();
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void connectionOfHttp11_isLeftAlone() {
        channel.attr(Http2ConnectionState.HTTP2_STATE_KEY).set(null);

        connection.opened(true);
        connection.abandoned(true);

        pulses(10);
        assertThat(channel.isActive()).isTrue();
    }

    private void pulses(int number) {
        for (int i = 0; i < number; i++) {
            channel.advanceTimeBy(SharedConnection.PULSE.toMillis(), TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }
}
