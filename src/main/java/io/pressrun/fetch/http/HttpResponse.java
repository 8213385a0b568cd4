package io.pressrun.fetch.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** One complete response (RFC 9110, 6). The body of any other than a success is left out. */
@SuppressWarnings("ArrayRecordComponent")
public record HttpResponse(int status, HttpHeaders headers, byte[] body) {
    public static final int NOT_MODIFIED = 304;

    /** Whether the body is the whole asset: neither a part of it (206) nor nothing (204, 205). */
    public boolean whole() {
        return isWhole(status);
    }

    static boolean isWhole(int status) {
        return status >= 200 && status <= 203;
    }

    public boolean redirects() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    public boolean permanentRedirect() {
        return status == 301 || status == 308;
    }

    /** Whether the status alone lets a cache guess how long it holds (RFC 9110, 15.1); of those that are kept. */
    public boolean cacheableByDefault() {
        return status == 200 || status == 203 || permanentRedirect();
    }

    /** The declared media type with its parameters (RFC 9110, 8.3). */
    @Nullable
    public String contentType() {
        return headers.get(HttpHeaderNames.CONTENT_TYPE);
    }

    /** Whether the same request may get another response later. */
    public boolean passing() {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }

    /** Whether a stale response may stand for this one (RFC 5861, 4). */
    public boolean error() {
        return status == 500 || status == 502 || status == 503 || status == 504;
    }

    /** Whether the server asks for patience, and says perhaps for how long. */
    public boolean busy() {
        return status == 429 || status == 503;
    }

    public HttpResponse withBody(byte[] decoded) {
        return new HttpResponse(status, headers, decoded);
    }
}
