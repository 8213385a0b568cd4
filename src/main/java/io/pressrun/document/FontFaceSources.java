package io.pressrun.document;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one {@code @font-face} rule (css-fonts-4, 4.3), of which the best is kept: TrueType, then OpenType, then
 * a file of unknown format, then WOFF and WOFF2. Local fonts and other formats are no candidates.
 */
final class FontFaceSources {
    private @Nullable String reference;
    private @Nullable String format;
    private @Nullable String best;
    private int bestRank = Integer.MAX_VALUE;

    void url(String reference) {
        this.reference = reference;
    }

    void format(String name) {
        this.format = name;
    }

    /** The end of one source of the list. */
    void endOfSource() {
        if (reference != null) {
            int rank = rank(reference, format);
            if (rank < bestRank) {
                bestRank = rank;
                best = reference;
            }
        }
        reference = null;
        format = null;
    }

    /** The best source so far; a new rule begins. */
    Optional<String> take() {
        endOfSource();
        Optional<String> taken = Optional.ofNullable(best);
        best = null;
        bestRank = Integer.MAX_VALUE;
        return taken;
    }

    private static int rank(String reference, @Nullable String format) {
        String kind = format == null ? extension(reference) : format.toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "truetype", "truetype-variations", "ttf" -> 0;
            case "opentype", "opentype-variations", "otf" -> 1;
            case "woff", "woff-variations" -> 3;
            case "woff2", "woff2-variations" -> 4;
            case "embedded-opentype", "eot", "svg", "svgz", "collection" -> Integer.MAX_VALUE;
            default -> format == null ? 2 : Integer.MAX_VALUE;
        };
    }

    private static String extension(String reference) {
        if (ReferenceResolver.isData(reference)) {
            String type =
                    reference.substring(0, Math.min(reference.length(), 64)).toLowerCase(Locale.ROOT);
            return type.contains("woff2")
                    ? "woff2"
                    : type.contains("woff") ? "woff" : type.contains("otf") ? "otf" : "";
        }
        int end = reference.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = reference.indexOf(stop);
            end = at >= 0 && at < end ? at : end;
        }
        int dot = reference.lastIndexOf('.', end - 1);
        return dot < 0 || end - dot > 6 ? "" : reference.substring(dot + 1, end).toLowerCase(Locale.ROOT);
    }
}
