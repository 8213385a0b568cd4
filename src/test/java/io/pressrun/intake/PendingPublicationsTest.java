package io.pressrun.intake;

import static io.pressrun.intake.PendingPublications.MAX_PUBLICATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.intake.ledger.Commit;
import io.pressrun.intake.ledger.PartitionLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class PendingPublicationsTest {
    private static final Duration QUICK = Duration.ofSeconds(4);
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private final PartitionLedger ledger = new PartitionLedger(new TopicPartition("requests", 0), Commit.at(0), 1);
    private final PendingPublications pending = new PendingPublications(QUICK);

    /** @param bytes of its PDF; one array serves all */
    private Publication add(int offset, byte[] bytes) {
        var record = new ConsumerRecord<byte[], byte[]>(
                "requests",
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                1,
                null,
                new byte[1],
                new RecordHeaders(),
                Optional.empty());
        var publication = new Publication(
                new InFlightJob(ledger, record, null),
                TestWorker.printed("job-" + offset),
                List.of(new ProducerRecord<>("pdfs", bytes)));
        pending.add(publication);
        return publication;
    }

    private void addSmall(int count) {
        IntStream.range(0, count).forEach(offset -> add(offset, new byte[10]));
    }

    private int published(Duration took) {
        var batch = pending.next(0);
        pending.published(batch, took);
        return batch.size();
    }

    private int failed() {
        var batch = pending.next(0);
        pending.failed(batch, 0);
        return batch.size();
    }

    @Test
    void transaction_holdsSoManyBytes_andAtLeastOnePublication() {
        byte[] pdf = new byte[5 << 20];
        IntStream.range(0, 7).forEach(offset -> add(offset, pdf));
        add(7, new byte[40 << 20]);
        add(8, new byte[10]);

        assertThat(IntStream.range(0, 5).map(_ -> published(AT_ONCE))).containsExactly(3, 3, 1, 1, 1);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(pending.bytes()).isZero();
    }

    @Test
    void bytes_areThoseOfAllThatIsPending() {
        var first = add(0, new byte[100]);
        add(1, new byte[1000]);
        assertThat(pending.bytes()).isEqualTo(1102);

        pending.setAside(first, 0);
        assertThat(pending.bytes()).isEqualTo(1102);
        pending.replace(first, new Publication(first.job(), first.printing(), List.of()));
        assertThat(pending.bytes()).isEqualTo(1002);
    }

    @Test
    void transactionThatFailed_isTriedWithHalfAsMuch_downToOne() {
        addSmall(10);

        assertThat(IntStream.range(0, 5).map(_ -> failed())).containsExactly(10, 5, 2, 1, 1);
        assertThat(pending.size()).isEqualTo(10);
    }

    @Test
    void quickTransactions_growAgain_andSlowOnesDoNot() {
        addSmall(2 * MAX_PUBLICATIONS);
        assertThat(IntStream.range(0, 9).map(_ -> failed())).endsWith(3, 1);

        assertThat(published(QUICK)).isEqualTo(1);
        assertThat(IntStream.range(0, 11).map(_ -> published(AT_ONCE)))
                .containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256, 488, 0);
    }

    @Test
    void publicationThatFailsAlone_letsTheOthersGoFirst() {
        var first = add(0, new byte[1]);
        var second = add(1, new byte[1]);
        assertThat(failed()).isEqualTo(2);
        assertThat(failed()).isEqualTo(1);

        assertThat(pending.next(0)).containsExactly(second);
        pending.published(List.of(second), AT_ONCE);
        assertThat(pending.next(0)).containsExactly(first);
    }

    @Test
    void publicationsThatAreSetAside_areTriedOneByOne_whenTheirTimeHasCome() {
        long due = PendingPublications.ASIDE.toNanos();
        var first = add(0, new byte[1]);
        var second = add(1, new byte[1]);
        var third = add(2, new byte[1]);
        pending.setAside(first, 0);
        pending.setAside(second, 0);
        assertThat(pending.next(due - 1)).containsExactly(third);
        assertThat(pending.nanosUntilAside(due - 1)).isEqualTo(1);

        assertThat(pending.next(due)).containsExactly(first);
        pending.setAside(first, due);
        assertThat(pending.next(due)).containsExactly(third);

        assertThat(pending.next(2 * due)).containsExactly(second);
        pending.published(List.of(second), AT_ONCE);
        assertThat(pending.next(2 * due)).containsExactly(first);
    }

    @Test
    void publicationsThatAreSetAside_countAsPending_butNobodyWaitsForThem() {
        pending.setAside(add(0, new byte[1]), 0);

        assertThat(pending.size()).isEqualTo(1);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(pending.holds(List.of(ledger.partition()))).isFalse();
    }
}
