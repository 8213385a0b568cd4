package io.pressrun.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.pressrun.settings.SettingsLoader;
import io.pressrun.testing.KafkaFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerProcessTest {
    private final KafkaFixture kafka = KafkaFixture.shared();

    @TempDir
    Path folder;

    @Test
    void takenAdminPort_leavesNothingOpen() throws IOException {
        var topics = kafka.topics(1);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        long executors = LiveExecutors.count(folder);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = SettingsLoader.load(
                    Map.of("HOSTNAME", "worker"),
                    new Properties(),
                    null,
                    Map.of(
                            "kafka.bootstrap.servers", kafka.bootstrapServers(),
                            "pressrun.topics.requests", topics.requests(),
                            "pressrun.topics.results", topics.results(),
                            "pressrun.topics.pdfs", topics.pdfs(),
                            "pressrun.topics.dead-letters", topics.deadLetters(),
                            "pressrun.retry.delays", "",
                            "pressrun.store.directory", folder.resolve("store").toString(),
                            "pressrun.fonts.system", "false",
                            "pressrun.admin.host", "127.0.0.1",
                            "pressrun.admin.port", Integer.toString(taken.getLocalPort())));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> WorkerProcess.start(settings))
                    .withMessageContaining("The admin server cannot listen on 127.0.0.1");
        }

        await().untilAsserted(() -> assertThat(since(before)).isEmpty());
        assertThat(LiveExecutors.count(folder)).isEqualTo(executors);
    }

    /** Names of threads that came since, those of the JVM and of the fonts' scan left out: they end by themselves. */
    private static Set<String> since(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("kafka-") || name.startsWith("AsyncHttpClient"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
