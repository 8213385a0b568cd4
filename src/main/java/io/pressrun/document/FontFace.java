package io.pressrun.document;

import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code @font-face} rule, as far as it tells which text it is for (css-fonts-4, section 4).
 *
 * @param family in lower case
 * @param weight 100 to 900; {@code null} when it stands for several
 * @param slanted italic or oblique; {@code null} when it stands for both
 * @param ranges the characters it is for; {@code null} for all
 * @param sources references to files in a format that can be used, in the order they are to be tried in
 */
public record FontFace(
        String family,
        @Nullable Integer weight,
        @Nullable Boolean slanted,
        @Nullable List<Range> ranges,
        List<String> sources) {
    private static final int MAX_RANGES = 2_000;

    /** Code points from the first to the last. */
    record Range(int first, int last) {}

    public FontFace {
        ranges = ranges == null ? null : List.copyOf(ranges);
        sources = List.copyOf(sources);
    }

    static FontFace of(Map<String, String> descriptors, List<String> sources) {
        return new FontFace(
                family(descriptors.getOrDefault("font-family", "")),
                weight(descriptors.getOrDefault("font-weight", "normal")),
                slanted(descriptors.getOrDefault("font-style", "normal")),
                ranges(descriptors.get("unicode-range")),
                sources);
    }

    /** Where the files lie: absolute addresses, {@code data:} among them; what leads nowhere is left out. */
    public List<String> addresses(URI base, ReferenceResolver references) {
        List<String> addresses = new ArrayList<>();
        for (String source : sources) {
            if (ReferenceResolver.isData(source)) {
                addresses.add(ReferenceResolver.clean(source));
            } else {
                references.resolve(base, source).map(URI::toString).ifPresent(addresses::add);
            }
        }
        return addresses;
    }

    boolean hasAnyOf(BitSet characters) {
        return ranges == null
                || ranges.stream().anyMatch(range -> {
                    int next = characters.nextSetBit(range.first);
                    return next >= 0 && next <= range.last;
                });
    }

    /** The characters that it is for; {@code null} for all. */
    public @Nullable BitSet characters() {
        if (ranges == null) {
            return null;
        }
        BitSet characters = new BitSet();
        ranges.forEach(range -> characters.set(range.first, Math.min(range.last, Character.MAX_CODE_POINT) + 1));
        return characters;
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

    /** {@code null} also when the list cannot be read: then the rule is for all characters. */
    private static @Nullable List<Range> ranges(@Nullable String value) {
        if (value == null) {
            return null;
        }
        List<Range> ranges = new ArrayList<>();
        for (String item : value.split(",", MAX_RANGES + 1)) {
            Optional<Range> range = range(item.strip());
            if (range.isEmpty() || ranges.size() == MAX_RANGES) {
                return null;
            }
            ranges.add(range.get());
        }
        return ranges;
    }

    /** {@code U+26}, {@code U+0-7F} or {@code U+4??}. */
    private static Optional<Range> range(String text) {
        if (!text.matches("[uU]\\+[0-9a-fA-F?]{1,6}(-[0-9a-fA-F]{1,6})?")) {
            return Optional.empty();
        }
        String[] ends = text.substring(2).split("-", -1);
        try {
            int first = Integer.parseInt(ends[0].replace('?', '0'), 16);
            int last = Integer.parseInt(ends.length == 2 ? ends[1] : ends[0].replace('?', 'F'), 16);
            return first > last || first > Character.MAX_CODE_POINT
                    ? Optional.empty()
                    : Optional.of(new Range(first, last));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
