package io.pressrun.fetch.http;

import java.io.IOException;

/** A body in a content coding that was not asked for. */
public final class UnaskedCodingException extends IOException {
    private static final long serialVersionUID = 1;

    UnaskedCodingException(String coding) {
        super("content coding " + coding);
    }
}
