package io.pressrun.fetch;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer to a request for an asset: its bytes, or why there are none. */
public sealed interface Asset {
    /** The address that was asked for. */
    URI uri();

    /** How the answer came about. */
    Transfer transfer();

    /**
     * How an answer came about.
     *
     * @param status of the last HTTP response; 0 when there was none
     * @param fromCache the bytes were not sent for this request: they were stored, and the server was not asked or
     *     confirmed them
     * @param took from the request to the answer
     */
    record Transfer(int status, boolean fromCache, Duration took) {
        /** No HTTP response, and no time worth mentioning. */
        public static final Transfer NONE = new Transfer(0, false, Duration.ZERO);

        Transfer took(Duration time) {
            return new Transfer(status, fromCache, time);
        }
    }

    /**
     * The whole body of an asset, never a part of it.
     *
     * @param location where the bytes came from after redirects: the base of the relative references inside
     * @param bytes the decoded body; shared, not to be written to
     * @param contentType the declared media type with its parameters, as sent (RFC 9110, 8.3)
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(
            URI uri, URI location, byte[] bytes, @Nullable String contentType, Transfer transfer) implements Asset {
        public Found(URI uri, URI location, byte[] bytes, @Nullable String contentType) {
            this(uri, location, bytes, contentType, Transfer.NONE);
        }

        /** The bytes as a stylesheet that the referrer asked for. */
        public StylesheetText stylesheet(Referrer referrer) {
            return StylesheetText.decode(bytes, contentType, referrer.fallbackFor(location));
        }

        @Override
        public String toString() {
            return "Found[uri=" + Missing.brief(uri) + ", bytes=" + bytes.length + ", contentType=" + contentType + "]";
        }
    }

    /**
     * An asset that cannot be had.
     *
     * @param blocked refused by the fetch policy
     * @param transientFailure the same request may pass later
     * @param message for the job's author: what failed, with no address of the network behind it
     */
    record Missing(URI uri, boolean blocked, boolean transientFailure, String message, Transfer transfer)
            implements Asset {
        /** The one text for every refusal. The reason is in the log. */
        public static final String BLOCKED_MESSAGE = "The fetch policy does not allow this address.";

        private static final int BRIEF_LENGTH = 120;

        public Missing(URI uri, boolean blocked, boolean transientFailure, String message) {
            this(uri, blocked, transientFailure, message, Transfer.NONE);
        }

        static Missing blocked(URI uri) {
            return new Missing(uri, true, false, BLOCKED_MESSAGE);
        }

        /** For good, as far as anyone can tell. */
        static Missing absent(URI uri, String message) {
            return new Missing(uri, false, false, message);
        }

        /** For now. */
        static Missing unavailable(URI uri, String message) {
            return new Missing(uri, false, true, message);
        }

        /** The address, shortened: a {@code data:} URI may be megabytes long. */
        static String brief(URI uri) {
            String text = uri.toString();
            return text.length() <= BRIEF_LENGTH ? text : text.substring(0, BRIEF_LENGTH) + "…";
        }

        @Override
        public String toString() {
            return "Missing[uri=" + brief(uri) + ", blocked=" + blocked + ", transientFailure=" + transientFailure
                    + ", message=" + message + "]";
        }
    }

    /** The same answer under the address that was asked for. */
    default Asset as(URI asked) {
        return as(asked, transfer());
    }

    /** The same answer, with another account of how it came about. */
    default Asset with(Transfer transfer) {
        return as(uri(), transfer);
    }

    private Asset as(URI asked, Transfer transfer) {
        return switch (this) {
            case Found found -> new Found(asked, found.location(), found.bytes(), found.contentType(), transfer);
            case Missing missing ->
                new Missing(asked, missing.blocked(), missing.transientFailure(), missing.message(), transfer);
        };
    }
}
