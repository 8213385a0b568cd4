package io.pressrun.chaos.agent;

import io.pressrun.render.RenderedPdf;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Workers that are wrong in a way that the checker must notice. They are put in between the worker and its libraries. */
public final class Mutants {
    private static final Exchanger<RenderedPdf> SWAP = new Exchanger<>();
    private static final Queue<ProducerRecord<?, ?>> HELD_BACK = new ArrayDeque<>();
    private static Mutant played = Mutant.NONE;
    private static boolean releasing;

    /** What is wrong with a worker. */
    public enum Mutant {
        NONE,
        /** Offsets are committed in a transaction of their own, and only then the results. */
        COMMIT_BEFORE_SEND,
        /** Results are published in a transaction that lacks the offsets. */
        OFFSETS_LEFT_OUT,
        /** Offsets are committed without telling on whose behalf, so that one that was taken for dead is not refused. */
        OFFSETS_UNFENCED,
        /** Two jobs that are rendered at the same time get each other's PDF. */
        SWAPPED_PDFS;

        public static Mutant of(String name) {
            return name.isEmpty() ? NONE : valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    private Mutants() {}

    static void play(@Nullable String name) {
        played = Mutant.of(name == null ? "" : name);
    }

    /** What {@code send} returns instead of sending; {@code null}: it sends. On the poll thread, as all that follows. */
    public static @Nullable Future<RecordMetadata> heldBack(ProducerRecord<?, ?> record) {
        if (played != Mutant.COMMIT_BEFORE_SEND || releasing) {
            return null;
        }
        HELD_BACK.add(record);
        return new CompletableFuture<>();
    }

    public static boolean leavesOutOffsets() {
        return played == Mutant.OFFSETS_LEFT_OUT;
    }

    /** In whose name offsets are committed. */
    public static ConsumerGroupMetadata group(ConsumerGroupMetadata group) {
        return played == Mutant.OFFSETS_UNFENCED ? nobodyOf(group) : group;
    }

    @SuppressWarnings("removal") // it is what is wrong with the mutant
    private static ConsumerGroupMetadata nobodyOf(ConsumerGroupMetadata group) {
        return new ConsumerGroupMetadata(group.groupId());
    }

    /** Comes before every commit. */
    @SuppressWarnings("unchecked")
    public static void committing(KafkaProducer<?, ?> producer) {
        if (played != Mutant.COMMIT_BEFORE_SEND || releasing || HELD_BACK.isEmpty()) {
            return;
        }
        releasing = true;
        try {
            producer.commitTransaction();
            Failpoints.hit("between-commits");
            producer.beginTransaction();
            for (ProducerRecord<?, ?> record; (record = HELD_BACK.poll()) != null; ) {
                var _ = ((KafkaProducer<Object, Object>) producer).send((ProducerRecord<Object, Object>) record);
            }
        } finally {
            releasing = false;
        }
    }

    public static RenderedPdf rendered(RenderedPdf pdf) {
        if (played != Mutant.SWAPPED_PDFS) {
            return pdf;
        }
        try {
            return SWAP.exchange(pdf, 2, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return pdf;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return pdf;
        }
    }
}
