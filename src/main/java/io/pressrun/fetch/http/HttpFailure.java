package io.pressrun.fetch.http;

import io.netty.channel.ConnectTimeoutException;
import io.pressrun.fetch.policy.RefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Reads the failures of requests: what they are of, and whether sending the request once more may help. */
public final class HttpFailure {
    private static final int MAX_DEPTH = 10;

    private HttpFailure() {}

    /**
     * Whether the request, which is idempotent, may be sent once more: it did not reach the server, or the server closed
     * a kept connection instead of answering (RFC 9112, 9.3.1).
     */
    public static boolean mayRepeat(Throwable failure, ResponseCollector collector) {
        if (collector.responded() || refusal(failure) != null || causeOf(failure, SSLException.class) != null) {
            return false;
        }
        if (failure instanceof ConnectException) {
            return !isConnectTimeout(failure);
        }
        return collector.pooled() && failure instanceof IOException;
    }

    /**
     * Whether the request may be sent again after a while. Names are looked up, and connections tried, more than once
     * already, by the resolver and by TCP; and an answer that is wrong stays so.
     */
    public static boolean mayRetry(Throwable failure) {
        if (!isError(failure)
                || refusedForGood(failure)
                || causeOf(failure, SSLException.class) != null
                || causeOf(failure, UnknownHostException.class) != null
                || isConnectTimeout(failure)
                || causeOf(failure, ProtocolException.class) != null) {
            return false;
        }
        return failure instanceof IOException;
    }

    /** Whether the server, and not the policy, a limit or the name service, is to blame for a missing answer. */
    public static boolean ofServer(Throwable failure) {
        return isError(failure)
                && !refusedForGood(failure)
                && causeOf(failure, UnknownHostException.class) == null
                && (failure instanceof IOException || failure instanceof TimeoutException);
    }

    /** Whether there was no answer though there could have been one, in the sense of RFC 5861, 4. */
    public static boolean isError(Throwable failure) {
        return refusal(failure) == null
                && causeOf(failure, OversizeException.class) == null
                && !(failure instanceof CancellationException);
    }

    private static boolean refusedForGood(Throwable failure) {
        ProxyRefusedException refused = proxyRefusal(failure);
        return refused != null && !refused.passing();
    }

    /** Whether the connection was not made in time. */
    public static boolean isConnectTimeout(Throwable failure) {
        return causeOf(failure, ConnectTimeoutException.class) != null;
    }

    public static @Nullable ProxyRefusedException proxyRefusal(Throwable failure) {
        return causeOf(failure, ProxyRefusedException.class);
    }

    public static @Nullable RefusedException refusal(Throwable failure) {
        return causeOf(failure, RefusedException.class);
    }

    /** What a stage of a future failed with. */
    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The failure itself or what caused it, if that is of the type. */
    public static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
