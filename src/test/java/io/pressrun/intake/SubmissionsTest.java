package io.pressrun.intake;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.intake.CommittedOffsets.Commit;
import io.pressrun.job.ResultEvent.InputPosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SubmissionsTest {
    private static InFlightJob job(byte @Nullable [] value, Headers headers) {
        var record = new ConsumerRecord<byte[], byte[]>(
                "requests", 3, 42, 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty());
        return new InFlightJob(new PartitionLedger(new TopicPartition("requests", 3), Commit.at(0), 1), record, null);
    }

    @Test
    void headers_areReadByLowerCaseName_theLastOfSeveral() {
        var headers = new RecordHeaders()
                .add("Content-Type", bytes("text/html"))
                .add("content-type", bytes("application/json"))
                .add("pressrun-id", bytes("é"))
                .add("nothing", null)
                .add("junk", new byte[] {(byte) 0xff});

        assertThat(Submissions.of(job(bytes("x"), headers)).headers())
                .isEqualTo(Map.of("content-type", "application/json", "pressrun-id", "é", "junk", "\ufffd"));
    }

    @Test
    void valueAndPosition_arePassedOn() {
        var submission = Submissions.of(job(bytes("x"), new RecordHeaders()));

        assertThat(submission.value()).isEqualTo(bytes("x"));
        assertThat(submission.position()).isEqualTo(new InputPosition("requests", 3, 42));
        assertThat(submission.fallbackId()).isEqualTo("requests-3-42");
    }

    @Test
    void replayedRequest_isTheOneThatFailed() {
        var headers = new RecordHeaders().add("pressrun-replay-of", bytes("requests/2/7"));

        var submission = Submissions.of(job(bytes("x"), headers));

        assertThat(submission.position()).isEqualTo(new InputPosition("requests", 2, 7));
        assertThat(submission.fallbackId()).isEqualTo("requests-2-7");
    }

    @Test
    void replayOfNowhere_isARequestLikeAnyOther() {
        for (String nowhere : List.of("", "requests", "requests/1", "requests/1/x", "requests/-/7")) {
            var headers = new RecordHeaders().add("pressrun-replay-of", bytes(nowhere));

            assertThat(Submissions.of(job(bytes("x"), headers)).position())
                    .isEqualTo(new InputPosition("requests", 3, 42));
        }
    }

    @Test
    void tombstone_hasNoValue() {
        assertThat(Submissions.of(job(null, new RecordHeaders())).value()).isNull();
    }
}
