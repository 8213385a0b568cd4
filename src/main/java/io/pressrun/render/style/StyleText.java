package io.pressrun.render.style;

import java.net.URI;
import java.util.Optional;

/** The text of a stylesheet that came from elsewhere, and the address that it came from. */
public record StyleText(String text, URI location) {
    /** Gets stylesheets by reference. */
    @FunctionalInterface
    public interface Source {
        /** @return empty where there is none to be had */
        Optional<StyleText> get(URI base, String reference);
    }
}
