package io.pressrun.fetch;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The stored objects of one job, a few at a time, since the bytes of an object count only once it is there. */
final class ObjectReads {
    private static final int AT_A_TIME = 8;

    private final ObjectReader objects;
    private final JobScope job;
    private final long maxAssetBytes;
    private final Permits<String> places;

    /** @param later runs what had to wait */
    ObjectReads(ObjectReader objects, JobScope job, long maxAssetBytes, Executor later) {
        this.objects = objects;
        this.job = job;
        this.maxAssetBytes = maxAssetBytes;
        this.places = new Permits<>(AT_A_TIME, later);
    }

    /** Completing or cancelling the future from outside gives the object up. */
    CompletableFuture<Asset> read(URI uri) {
        CompletableFuture<Asset> answer = new CompletableFuture<>();
        Permits<String>.Claim place = places.claim("", () -> begin(uri, answer));
        var _ = answer.whenComplete((asset, failure) -> place.release());
        place.request();
        return answer;
    }

    private void begin(URI uri, CompletableFuture<Asset> answer) {
        if (job.ended().get()) {
            return;
        }
        try {
            CompletableFuture<Asset> reading = objects.read(uri, job.budget().allowedFor(maxAssetBytes));
            var _ = answer.whenComplete((asset, failure) -> reading.cancel(false));
            var _ = reading.whenComplete((asset, failure) -> {
                if (asset != null) {
                    answer.complete(job.budget().charged(asset));
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
