package io.pressrun.intake;

import static io.pressrun.testing.KafkaFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.intake.ledger.Commit;
import io.pressrun.intake.ledger.PartitionLedger;
import io.pressrun.job.ResultEvent.InputPosition;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubmissionsTest {
    private static final InputPosition POSITION = new InputPosition("requests", 3, 42);

    private static InFlightJob job(byte @Nullable [] value, Headers headers) {
        var record = new ConsumerRecord<byte[], byte[]>(
                "requests", 3, 42, 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty());
        return new InFlightJob(new PartitionLedger(new TopicPartition("requests", 3), Commit.at(0), 1), record, null);
    }

    @Test
    void headers_areReadByLowerCaseName_theLastOfSeveral_bytesThatAreNotUtf8AsLoneSurrogates() {
        var headers = new RecordHeaders()
                .add("Content-Type", bytes("text/html"))
                .add("content-type", bytes("application/json"))
                .add("pressrun-id", bytes("é"))
                .add("nothing", null)
                .add("junk", new byte[] {
                    'a', (byte) 0xff, (byte) 0xc3, 'b', (byte) 0xc3, (byte) 0xa9, (byte) 0xed, (byte) 0xa0, (byte) 0x80
                });

        assertThat(Submissions.of(job(bytes("x"), headers)).headers())
                .isEqualTo(Map.of(
                        "content-type",
                        "application/json",
                        "pressrun-id",
                        "é",
                        "junk",
                        "a\udcff\udcc3bé\udced\udca0\udc80"));
    }

    @Test
    void valueAndPosition_arePassedOn() {
        var submission = Submissions.of(job(bytes("x"), new RecordHeaders()));

        assertThat(submission.value()).isEqualTo(bytes("x"));
        assertThat(submission.position()).isEqualTo(new InputPosition("requests", 3, 42));
        assertThat(submission.fallbackId()).isEqualTo("requests-3-42");
    }

    @Test
    void replayedRequest_ownsWhatItLeft_butHasItsOwnPosition() {
        var headers = new RecordHeaders().add("pressrun-replay-of", bytes("requests/2/7"));

        var submission = Submissions.of(job(bytes("x"), headers));

        assertThat(submission.firstPosition()).isEqualTo(new InputPosition("requests", 2, 7));
        assertThat(submission.position()).isEqualTo(POSITION);
        assertThat(submission.fallbackId()).isEqualTo("requests-3-42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "requests",
                "requests/1",
                "requests/1/x",
                "requests/-/7",
                "requests/-1/7",
                "requests/1/-7",
                "requests/+1/7",
                "other/0/0",
                "requests.retry.10s/0/0"
            })
    void replayOfNowhereOrElsewhere_isARequestLikeAnyOther(String elsewhere) {
        var headers = new RecordHeaders().add("pressrun-replay-of", bytes(elsewhere));

        var submission = Submissions.of(job(bytes("x"), headers));

        assertThat(submission.position()).isEqualTo(POSITION);
        assertThat(submission.firstPosition()).isEqualTo(POSITION);
        assertThat(submission.fallbackId()).isEqualTo("requests-3-42");
    }

    @Test
    void tombstone_hasNoValue() {
        assertThat(Submissions.of(job(null, new RecordHeaders())).value()).isNull();
    }
}
