package io.pressrun.fetch;

import io.pressrun.fetch.share.Permits;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stored objects of one job, a few at a time, since the bytes of an object count only once it is there. */
final class ObjectReads {
    private static final int AT_A_TIME = 8;

    private final ObjectReader objects;
    private final AssetAllowance allowance;
    private final AtomicBoolean ended;
    private final Permits<String> places;

    /**
     * @param ended the job is over: nothing more is read
     * @param later runs what had to wait
     */
    ObjectReads(ObjectReader objects, AssetAllowance allowance, AtomicBoolean ended, Executor later) {
        this.objects = objects;
        this.allowance = allowance;
        this.ended = ended;
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
        if (ended.get()) {
            return;
        }
        try {
            CompletableFuture<Asset> reading = objects.read(uri, allowance.bytes());
            var _ = answer.whenComplete((asset, failure) -> reading.cancel(false));
            var _ = reading.whenComplete((asset, failure) -> {
                if (asset != null) {
                    answer.complete(allowance.charge(asset));
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
