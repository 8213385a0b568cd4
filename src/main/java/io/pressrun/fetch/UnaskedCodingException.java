package io.pressrun.fetch;

import java.io.IOException;

/** A body in a content coding that was not asked for. */
final class UnaskedCodingException extends IOException {
    private static final long serialVersionUID = 1;

    UnaskedCodingException(String coding) {
        super("content coding " + coding);
    }
}
