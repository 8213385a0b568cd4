package io.pressrun.fetch;

import io.netty.channel.ConnectTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
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
    static boolean mayRepeat(Throwable failure, BodyCollector collector) {
        if (collector.answered() || refusal(failure) != null || caused(failure, SSLException.class) != null) {
            return false;
        }
        if (failure instanceof ConnectException) {
            return caused(failure, ConnectTimeoutException.class) == null;
        }
        return collector.pooled() && failure instanceof IOException;
    }

    static @Nullable RefusedException refusal(Throwable failure) {
        return caused(failure, RefusedException.class);
    }

    static Asset.Missing describe(URI uri, Throwable failure) {
        OversizeException oversize = caused(failure, OversizeException.class);
        if (oversize != null) {
            return Asset.Missing.absent(uri, oversize.explanation());
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
