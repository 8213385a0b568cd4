package io.pressrun.css;

import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code @font-face} rule, as far as it tells which text it is for (css-fonts-4, section 4).
 *
 * @param family in lower case
 * @param weight 100 to 900; {@code null} when it stands for several
 * @param slanted italic or oblique; {@code null} when it stands for both
 * @param range the characters it is for; {@code null} for all
 * @param sources references to files in a format that can be used, in the order they are to be tried in
 */
public record FontFace(
        String family,
        @Nullable Integer weight,
        @Nullable Boolean slanted,
        @Nullable UnicodeRange range,
        List<String> sources) {
    public FontFace {
        sources = List.copyOf(sources);
    }

    static FontFace of(Map<String, String> descriptors, List<String> sources) {
        return new FontFace(
                family(descriptors.getOrDefault("font-family", "")),
                weight(descriptors.getOrDefault("font-weight", "normal")),
                slanted(descriptors.getOrDefault("font-style", "normal")),
                UnicodeRange.of(descriptors.get("unicode-range")).orElse(null),
                sources);
    }

    /** Where the files lie: absolute addresses, {@code data:} among them; what leads nowhere is left out. */
    public List<String> addresses(URI base, ReferenceResolver references) {
        List<String> addresses = new ArrayList<>();
        for (String source : sources) {
            references.resolve(base, source).map(URI::toString).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** @param characters code points in ascending order */
    boolean hasAnyOf(int[] characters) {
        return range == null || range.hasAnyOf(characters);
    }

    /** The characters that it is for; {@code null} for all. */
    public @Nullable BitSet characters() {
        return range == null ? null : range.characters();
    }

    /** A family's name as it is compared: quotes, escapes and spaces resolved, in lower case. */
    static String family(String value) {
        CssTokens tokens = new CssTokens(value);
        StringBuilder name = new StringBuilder();
        while (tokens.next()) {
            switch (tokens.type()) {
                case STRING, IDENT -> name.append(name.isEmpty() ? "" : " ").append(tokens.value());
                default -> {}
            }
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Integer weight(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "normal" -> 400;
            case "bold" -> 700;
            default -> word.matches("[1-9]00") ? Integer.valueOf(word) : null;
        };
    }

    private static @Nullable Boolean slanted(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "normal" -> false;
            case "italic", "oblique" -> true;
            default -> null;
        };
    }
}
