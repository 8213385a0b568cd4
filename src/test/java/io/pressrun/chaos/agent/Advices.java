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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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

    static final class Held {
        private Held() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Object job) {
            Failpoints.held(job);
        }
    }

    static final class Send {
        private Send() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Future<RecordMetadata> enter(
                @Advice.This KafkaProducer<?, ?> producer, @Advice.Argument(0) ProducerRecord<?, ?> record) {
            return Mutants.heldBack(record);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.This KafkaProducer<?, ?> producer,
                @Advice.Enter Future<RecordMetadata> heldBack,
                @Advice.Return(readOnly = false) Future<RecordMetadata> sent) {
            if (heldBack == null) {
                Failpoints.hit("after-send", producer);
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
                @Advice.Argument(0) Map<TopicPartition, OffsetAndMetadata> offsets) {
            Failpoints.commits(offsets);
            Failpoints.hit("before-offsets", producer);
            return Mutants.leavesOutOffsets();
        }

        @Advice.OnMethodExit
        static void exit(@Advice.This KafkaProducer<?, ?> producer) {
            Failpoints.hit("after-offsets", producer);
        }
    }

    static final class Commit {
        private Commit() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This KafkaProducer<?, ?> producer) {
            Mutants.committing(producer);
            Failpoints.hit("before-commit", producer);
        }

        @Advice.OnMethodExit
        static void exit() {
            Failpoints.hit("after-commit");
        }
    }
}
