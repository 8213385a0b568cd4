package io.pressrun.fetch;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A document or stylesheet that names a stylesheet, which is in the same encoding when nothing else is said (CSS Syntax 3,
 * 3.2).
 *
 * @param location where its bytes came from
 */
public record Referrer(URI location, Charset charset) {
    /** What the stylesheet is in when it does not tell: a stylesheet of someone else's is in UTF-8. */
    Charset fallbackFor(URI stylesheet) {
        boolean own = "job".equals(stylesheet.getScheme()) || origin(stylesheet).equals(origin(location));
        // Where the rules of a stylesheet can be seen as bytes they are not in UTF-16.
        return own && !charset.name().startsWith("UTF-16") ? charset : StandardCharsets.UTF_8;
    }

    private static String origin(URI uri) {
        return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
