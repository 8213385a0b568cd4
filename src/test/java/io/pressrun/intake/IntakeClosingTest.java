package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pressrun.intake.topic.Brokers;
import io.pressrun.job.json.JobCodec;
import io.pressrun.testing.KafkaFixture;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class IntakeClosingTest {
    private final KafkaFixture kafka = KafkaFixture.shared();

    /** Lets the close of its producer fail. */
    public static final class FailingPartitioner implements Partitioner {
        @Override
        public int partition(
                String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
            return 0;
        }

        @Override
        public void close() {
            throw new IllegalStateException("cannot be closed");
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Kafka's clients are known to the JVM while they are open. */
    private static boolean isConsumerOpen(String clientId) throws MalformedObjectNameException {
        return ManagementFactory.getPlatformMBeanServer()
                .isRegistered(new ObjectName("kafka.consumer:type=app-info,id=" + clientId));
    }

    @Test
    void failureOfOneClose_leavesNothingOpen_andHidesNotWhyTheLoopEnded() throws MalformedObjectNameException {
        var worker = new TestWorker.Settings(kafka, kafka.topics(1));
        worker.producer.put("partitioner.class", FailingPartitioner.class.getName());
        var settings = worker.build();
        var death = new TestWorker.Death();
        var intake = new Intake(
                settings,
                new Brokers(4096, Set.of()),
                TestWorker::print,
                new JobCodec(),
                Clock.systemUTC(),
                new IntakeListener() {
                    @Override
                    public void polled(int assigned, int paused, int inFlight, long inFlightBytes) {
                        throw death;
                    }
                });
        assertThat(isConsumerOpen(settings.member().workerId())).isTrue();

        var thrown = catchThrowable(intake::run);

        assertThat(isConsumerOpen(settings.member().workerId())).isFalse();
        assertThat(thrown).isSameAs(death);
        assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(KafkaException.class);
    }
}
