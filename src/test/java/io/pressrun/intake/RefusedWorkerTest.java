package io.pressrun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.dev.EmbeddedBroker;
import io.pressrun.testing.KafkaFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
final class RefusedWorkerTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static AclBinding denial(String topic) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.READ, AclPermissionType.DENY));
    }

    @Test
    void workerThatTheBrokersRefuse_leavesNoSuspects() throws IOException, InterruptedException, ExecutionException {
        var access = Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true");
        try (var broker = EmbeddedBroker.start(0, KafkaFixture.directory(), access);
                var kafka = KafkaFixture.of(broker.bootstrapServers());
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var topics = kafka.topics(1);
            var settings = new TestWorker.Settings(kafka, topics);
            settings.retryDelays = KafkaFixture.RETRY_DELAYS;
            kafka.send(topics.requests(), List.of("a", "b", "c"));
            var never = new CountDownLatch(1);
            var refused = settings.start(job -> TestWorker.printBehind(never, job));
            await().atMost(SOON).until(() -> refused.running.get() == 3);

            var denial = denial(topics.retry(KafkaFixture.RETRY_DELAYS.getFirst()));
            admin.createAcls(List.of(denial)).all().get();
            refused.awaitDeath();
            admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();

            try (var next = settings.start(TestWorker::print);
                    var results = kafka.read(topics.results())) {
                results.await(3, SOON);
                assertThat(next.suspects).hasValue(0);
            }
        }
    }
}
