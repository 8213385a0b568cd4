package io.pressrun.css;

import io.pressrun.url.ReferenceResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one {@code @font-face} rule (css-fonts-4, 4.3) that can be used: TrueType, WOFF, WOFF2 and files of
 * unknown format in the rule's order, then OpenType, which mostly has outlines that cannot. Local fonts and other formats
 * are none.
 */
final class FontFaceSources {
    private static final Set<String> TECHNIQUES = Set.of("variations", "features-opentype");

    private static final int MAX_SOURCES = 20;

    private final List<String> usable = new ArrayList<>();
    private final List<String> doubtful = new ArrayList<>();
    private @Nullable String reference;
    private @Nullable String format;
    private boolean unknownTechnique;

    void url(String url) {
        this.reference = url;
    }

    void format(String name) {
        this.format = name;
    }

    void technique(String name) {
        unknownTechnique |= !TECHNIQUES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The end of one source of the list. */
    void endOfSource() {
        if (reference != null && !unknownTechnique) {
            String kind = format == null ? extension(reference) : format.toLowerCase(Locale.ROOT);
            switch (kind) {
                case "truetype", "truetype-variations", "ttf", "woff", "woff-variations", "woff2", "woff2-variations" ->
                    usable.add(reference);
                case "opentype", "opentype-variations", "otf" -> doubtful.add(reference);
                case "embedded-opentype", "eot", "svg", "svgz", "collection" -> {}
                default -> {
                    if (format == null) {
                        usable.add(reference);
                    }
                }
            }
        }
        reference = null;
        format = null;
        unknownTechnique = false;
    }

    /** The sources so far; a new rule begins. */
    List<String> take() {
        endOfSource();
        List<String> taken = Stream.concat(usable.stream(), doubtful.stream())
                .limit(MAX_SOURCES)
                .toList();
        usable.clear();
        doubtful.clear();
        return taken;
    }

    private static String extension(String reference) {
        if (ReferenceResolver.isData(reference)) {
            String type =
                    reference.substring(0, Math.min(reference.length(), 64)).toLowerCase(Locale.ROOT);
            return type.contains("otf") ? "otf" : "";
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
