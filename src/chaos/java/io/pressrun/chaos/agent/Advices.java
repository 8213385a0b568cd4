package io.pressrun.chaos.agent;

import io.pressrun.press.Printing;
import io.pressrun.press.Submission;
import io.pressrun.render.RenderRequest;
import io.pressrun.render.RenderedPdf;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullUnmarked;

/** Code that is woven into the worker's classes: no more than calls. An assigned parameter is what the method returns. */
@NullUnmarked
@SuppressWarnings("UnusedVariable")
final class Advices {
    private Advices() {}

    static final class Job {
        private Job() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Submission submission) {
            Failpoints.starts(submission);
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Argument(0) Submission submission, @Advice.Return Printing printing) {
            Failpoints.ends(submission, printing);
        }
    }

    static final class Render {
        private Render() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) RenderRequest request) {
            Failpoints.renders(request.job().id());
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) RenderedPdf pdf) {
            pdf = Mutants.rendered(pdf);
            Failpoints.hit("after-render");
        }
    }

    static final class Put {
        private Put() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) CompletableFuture<?> put) {
            put = Failpoints.afterPut(put);
        }
    }

    static final class Assigned {
        private Assigned() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Collection<TopicPartition> partitions) {
            Failpoints.assigned(partitions);
        }
    }

    /** What is in hand for the partitions is handed back by then. */
    static final class Revoked {
        private Revoked() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Argument(0) Collection<TopicPartition> partitions) {
            Failpoints.revoked(partitions);
        }
    }

    static final class Lost {
        private Lost() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Collection<TopicPartition> partitions) {
            Failpoints.lost(partitions);
        }
    }

    static final class Held {
        private Held() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Object job) {
            Failpoints.held(job);
        }
    }

    static final class Publish {
        private Publish() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return Object result) {
            Failpoints.published(result);
        }
    }

    static final class Begin {
        private Begin() {}

        @Advice.OnMethodEnter
        static void enter() {
            Failpoints.begins();
        }
    }

    static final class Send {
        private Send() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Future<RecordMetadata> enter(
                @Advice.Argument(0) ProducerRecord<?, ?> record,
                @Advice.Argument(value = 1, readOnly = false) Callback callback) {
            callback = Failpoints.sending(record, callback);
            return Mutants.heldBack(record);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.This KafkaProducer<?, ?> producer,
                @Advice.Enter Future<RecordMetadata> heldBack,
                @Advice.Return(readOnly = false) Future<RecordMetadata> sent) {
            if (heldBack == null) {
                Failpoints.hitWithResults("after-send", producer);
            } else {
                sent = heldBack;
            }
        }
    }

    static final class Offsets {
        private Offsets() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(
                @Advice.This KafkaProducer<?, ?> producer,
                @Advice.Argument(0) Map<TopicPartition, OffsetAndMetadata> offsets,
                @Advice.Argument(value = 1, readOnly = false) ConsumerGroupMetadata group) {
            Failpoints.commits(offsets);
            Failpoints.hitWithResults("before-offsets", producer);
            group = Mutants.group(group);
            return Mutants.leavesOutOffsets();
        }

        @Advice.OnMethodExit
        static void exit(@Advice.This KafkaProducer<?, ?> producer) {
            Failpoints.hitWithResults("after-offsets", producer);
        }
    }

    static final class Commit {
        private Commit() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This KafkaProducer<?, ?> producer) {
            Mutants.committing(producer);
            Failpoints.hitWithResults("before-commit", producer);
        }

        @Advice.OnMethodExit
        static void exit() {
            Failpoints.hitWithResults("after-commit");
        }
    }
}
