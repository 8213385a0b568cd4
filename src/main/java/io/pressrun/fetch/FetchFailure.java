package io.pressrun.fetch;

import io.pressrun.fetch.Asset.Transfer;
import io.pressrun.fetch.exchange.FetchTimeoutException;
import io.pressrun.fetch.exchange.OriginDownException;
import io.pressrun.fetch.exchange.RedirectException;
import io.pressrun.fetch.http.HttpFailure;
import io.pressrun.fetch.http.OversizeException;
import io.pressrun.fetch.http.ProxyRefusedException;
import io.pressrun.fetch.http.UnaskedCodingException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** What the job's author is told of a fetch that failed. */
final class FetchFailure {
    private FetchFailure() {}

    static Asset.Missing describe(URI uri, Throwable failure) {
        if (HttpFailure.refusal(failure) != null) {
            return Asset.Missing.blocked(uri);
        }
        OversizeException oversize = HttpFailure.causeOf(failure, OversizeException.class);
        if (oversize != null) {
            return Asset.Missing.absent(uri, oversize.explanation());
        }
        ProxyRefusedException proxy = HttpFailure.proxyRefusal(failure);
        if (proxy != null) {
            String message = "The proxy answered " + proxy.status() + " in place of the server.";
            return new Asset.Missing(uri, false, proxy.passing(), message);
        }
        if (failure instanceof RedirectException redirect) {
            Transfer transfer = new Transfer(redirect.status(), false, Duration.ZERO);
            return new Asset.Missing(uri, false, false, redirect.explanation(), transfer);
        }
        if (failure instanceof FetchTimeoutException timeout) {
            return Asset.Missing.unavailable(
                    uri, "The asset did not arrive within " + timeout.limit().toMillis() + " ms.");
        }
        if (failure instanceof CancellationException) {
            return Asset.Missing.unavailable(uri, "The fetch was given up.");
        }
        if (failure instanceof OriginDownException) {
            return Asset.Missing.unavailable(
                    uri, "The server did not answer the last requests, so it is not asked for a while.");
        }
        // The resolver does not tell an unknown name from a name server in trouble.
        if (HttpFailure.causeOf(failure, UnknownHostException.class) != null) {
            return Asset.Missing.unavailable(uri, "The host name could not be resolved.");
        }
        // A certificate is mended without a change to the job.
        if (HttpFailure.causeOf(failure, SSLException.class) != null) {
            return Asset.Missing.unavailable(uri, "The TLS handshake with the server failed.");
        }
        if (failure instanceof TimeoutException || HttpFailure.isConnectTimeout(failure)) {
            return Asset.Missing.unavailable(uri, "The server did not answer in time.");
        }
        if (failure instanceof ConnectException) {
            return Asset.Missing.unavailable(uri, "The server could not be connected to.");
        }
        if (failure instanceof ZipException) {
            return Asset.Missing.absent(uri, "The body is not compressed as its Content-Encoding says.");
        }
        if (failure instanceof UnaskedCodingException) {
            return Asset.Missing.absent(uri, "The body has a Content-Encoding that was not asked for.");
        }
        if (failure instanceof EOFException) {
            return Asset.Missing.unavailable(uri, "The body ends too early.");
        }
        if (failure instanceof IOException) {
            return Asset.Missing.unavailable(uri, "The connection broke or the response was malformed.");
        }
        return Asset.Missing.unavailable(uri, "The asset could not be fetched.");
    }
}
