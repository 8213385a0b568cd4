package io.pressrun.fetch;

import io.pressrun.fetch.Asset.Transfer;
import io.pressrun.fetch.exchange.FetchedResponse;
import io.pressrun.fetch.exchange.HttpExchanges;
import io.pressrun.fetch.http.HttpResponse;
import io.pressrun.fetch.share.JobScope;
import io.pressrun.job.AssetKind;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The assets that come over HTTP. Thread-safe. */
final class HttpAssets {
    private final HttpExchanges exchanges;
    private final FetchListener listener;

    /** @param listener which must not throw */
    HttpAssets(HttpExchanges exchanges, FetchListener listener) {
        this.exchanges = exchanges;
        this.listener = listener;
    }

    /** Never completes exceptionally. Completing or cancelling the future from outside gives the fetch up. */
    CompletableFuture<Asset> fetch(URI uri, AssetKind kind, JobScope job) {
        long started = System.nanoTime();
        CompletableFuture<FetchedResponse> exchange = exchanges.fetch(uri, kind, job);
        CompletableFuture<Asset> answer = new CompletableFuture<>();
        var _ = exchange.whenComplete((fetched, failure) -> {
            Asset asset = fetched != null ? assetOf(uri, fetched) : FetchFailure.describe(uri, failure);
            long bytes = asset instanceof Asset.Found found ? found.bytes().length : 0;
            listener.onFetched(
                    uri.getHost(), FetchOutcome.of(asset), bytes, Duration.ofNanos(System.nanoTime() - started));
            answer.complete(asset);
        });
        var _ = answer.whenComplete((asset, failure) -> exchange.cancel(false));
        return answer;
    }

    private static Asset assetOf(URI uri, FetchedResponse fetched) {
        HttpResponse response = fetched.response();
        Transfer transfer = new Transfer(response.status(), fetched.fromCache(), Duration.ZERO);
        if (response.whole()) {
            return new Asset.Found(uri, fetched.location(), response.body(), response.contentType(), transfer);
        }
        String message = "The server answered " + response.status() + ".";
        return new Asset.Missing(uri, false, response.passing(), message, transfer);
    }
}
