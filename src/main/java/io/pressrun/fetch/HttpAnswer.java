package io.pressrun.fetch;

import io.netty.handler.codec.http.HttpHeaders;

/** One complete response. The body of any other than a success is left out. */
@SuppressWarnings("ArrayRecordComponent")
record HttpAnswer(int status, HttpHeaders headers, byte[] body) {
    /** Whether the body is the whole asset: neither a part of it (206) nor nothing (204, 205). */
    boolean whole() {
        return isWhole(status);
    }

    static boolean isWhole(int status) {
        return status >= 200 && status <= 203;
    }

    boolean redirects() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** Whether the same request may get another answer later. */
    boolean passing() {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }
}
