package io.pressrun.fetch;

import io.netty.channel.ConnectTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Reads the client's failures: whether to repeat the request, and what the job's author is told. */
final class FetchFailure {
    private FetchFailure() {}

    /**
     * Whether the request, which is idempotent, may be sent once more: it did not reach the server, or the server closed
     * a kept connection instead of answering (RFC 9112, 9.3.1).
     */
    static boolean mayRepeat(Throwable failure, ResponseCollector collector) {
        if (collector.answered() || refusal(failure) != null || caused(failure, SSLException.class) != null) {
            return false;
        }
        if (failure instanceof ConnectException) {
            return caused(failure, ConnectTimeoutException.class) == null;
        }
        return collector.pooled() && failure instanceof IOException;
    }

    /**
     * Whether the request may be sent again after a while. Names are looked up, and connections tried, more than once
     * already, by the resolver and by TCP; and an answer that is wrong stays so.
     */
    static boolean mayRetry(Throwable failure) {
        if (!isError(failure)
                || refusedForGood(failure)
                || caused(failure, SSLException.class) != null
                || caused(failure, UnknownHostException.class) != null
                || caused(failure, ConnectTimeoutException.class) != null
                || caused(failure, ProtocolException.class) != null) {
            return false;
        }
        return failure instanceof IOException;
    }

    /** Whether the server, and not the policy, a limit or the name service, is to blame for a missing answer. */
    static boolean ofServer(Throwable failure) {
        return isError(failure)
                && !refusedForGood(failure)
                && caused(failure, UnknownHostException.class) == null
                && (failure instanceof IOException || failure instanceof TimeoutException);
    }

    /** Whether there was no answer though there could have been one, in the sense of RFC 5861, 4. */
    static boolean isError(Throwable failure) {
        return refusal(failure) == null
                && caused(failure, OversizeException.class) == null
                && !(failure instanceof CancellationException);
    }

    private static boolean refusedForGood(Throwable failure) {
        ProxyRefusedException refused = proxyRefusal(failure);
        return refused != null && !refused.passing();
    }

    static @Nullable ProxyRefusedException proxyRefusal(Throwable failure) {
        return caused(failure, ProxyRefusedException.class);
    }

    static @Nullable RefusedException refusal(Throwable failure) {
        return caused(failure, RefusedException.class);
    }

    static Asset.Missing describe(URI uri, Throwable failure) {
        OversizeException oversize = caused(failure, OversizeException.class);
        if (oversize != null) {
            return Asset.Missing.absent(uri, oversize.explanation());
        }
        ProxyRefusedException proxy = proxyRefusal(failure);
        if (proxy != null) {
            String message = "The proxy answered " + proxy.status() + " in place of the server.";
            return new Asset.Missing(uri, false, proxy.passing(), message);
        }
        if (failure instanceof OriginDownException) {
            return Asset.Missing.unavailable(
                    uri, "The server did not answer the last requests, so it is not asked for a while.");
        }
        // The resolver does not tell an unknown name from a name server in trouble.
        if (caused(failure, UnknownHostException.class) != null) {
            return Asset.Missing.unavailable(uri, "The host name could not be resolved.");
        }
        // A certificate is mended without a change to the job.
        if (caused(failure, SSLException.class) != null) {
            return Asset.Missing.unavailable(uri, "The TLS handshake with the server failed.");
        }
        if (failure instanceof TimeoutException || caused(failure, ConnectTimeoutException.class) != null) {
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

    private static <T extends Throwable> @Nullable T caused(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
