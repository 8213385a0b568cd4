package io.pressrun.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of an object up to a limit, beyond which no more are asked for. */
final class BoundedBody implements AsyncResponseTransformer<GetObjectResponse, BoundedBody.Content> {
    private final long maxBytes;
    private volatile Attempt attempt;

    BoundedBody(long maxBytes) {
        this.maxBytes = maxBytes;
        attempt = new Attempt(maxBytes);
    }

    /** @param bytes {@code null} when the object is longer than the limit */
    @SuppressWarnings("ArrayRecordComponent")
    record Content(byte @Nullable [] bytes, @Nullable String contentType) {}

    @Override
    public CompletableFuture<Content> prepare() {
        var next = new Attempt(maxBytes);
        attempt = next;
        return next.content;
    }

    @Override
    public void onResponse(GetObjectResponse response) {
        attempt.begin(response);
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> body) {
        body.subscribe(attempt);
    }

    @Override
    public void exceptionOccurred(Throwable error) {
        attempt.content.completeExceptionally(error);
    }

    /** One answer; its signals come one after another (Reactive Streams, rule 1.3). */
    private static final class Attempt implements Subscriber<ByteBuffer> {
        private final CompletableFuture<Content> content = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final long maxBytes;
        private @Nullable Subscription subscription;
        private @Nullable String contentType;

        Attempt(long maxBytes) {
            this.maxBytes = maxBytes;
        }

        void begin(GetObjectResponse response) {
            Long length = response.contentLength();
            contentType = response.contentType();
            if (length != null && length > maxBytes) {
                content.complete(new Content(null, contentType));
            } else if (length == null && response.eTag() == null) {
                // The client takes an answer that breaks off within its headers for a whole one.
                content.completeExceptionally(new IOException("The answer has neither a length nor an ETag"));
            }
        }

        @Override
        public void onSubscribe(Subscription granted) {
            subscription = granted;
            if (content.isDone()) {
                granted.cancel();
            } else {
                granted.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(ByteBuffer piece) {
            if (content.isDone()) {
                return;
            }
            if (bytes.size() + (long) piece.remaining() > maxBytes) {
                content.complete(new Content(null, contentType));
                cancel();
                return;
            }
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
        }

        private void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onError(Throwable error) {
            content.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            content.complete(new Content(bytes.toByteArray(), contentType));
        }
    }
}
