package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.fetch.http.ClientSettings;
import io.pressrun.press.TestPress.Running;
import io.pressrun.testing.FetchLimits;
import io.pressrun.testing.WireServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsolationTest {
    @Test
    void originThatHangs_holdsNeitherTheRenderThreadsNorTheRequestsToOthers() throws Exception {
        int permits = ClientSettings.DEFAULT.connectionsPerOrigin();
        List<Running> waiting = new ArrayList<>();
        try (var hanging = WireServer.start((request, wire) -> wire.awaitHangUp());
                var press = new TestPress(site -> reaching(site, hanging))) {
            press.image("/logo.png");
            for (int i = 0; i < 2 * permits; i++) {
                waiting.add(press.start("{'source': {'html': '<img src=%s><img src=%s>'}}"
                        .formatted(hanging.uri("/" + i), press.url("/logo.png"))));
            }
            await().until(() -> hanging.requests().size() == permits && press.pool.queued() == 0);

            for (int i = 0; i < 5; i++) {
                var printed = press.printed(
                        "{'id': '%d', 'source': {'html': '<img src=%s>'}}".formatted(i, press.url("/logo.png")));
                assertThat(printed.warnings()).isEmpty();
            }

            assertThat(waiting).noneMatch(job -> job.printing().isDone());
            await().until(() -> press.pool.busy() == 0);
            assertThat(hanging.requests()).hasSize(permits);
            waiting.forEach(Running::interrupt);
        }
    }

    private static AssetFetcher reaching(WireServer site, WireServer hanging) {
        var hosts = Set.of(site.hostAndPort(), hanging.hostAndPort());
        return new AssetFetcher(FetchLimits.of(hosts, Duration.ofSeconds(30)), ObjectReader.none());
    }
}
