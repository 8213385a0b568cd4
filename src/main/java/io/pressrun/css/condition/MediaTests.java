package io.pressrun.css.condition;

import static java.util.Map.entry;

import io.pressrun.css.condition.Comparison.Limit;
import io.pressrun.css.condition.Comparison.Relation;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.Names;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers media features for a printed page: in colour, at 300 dots an inch, without a pointer, and never updated. */
final class MediaTests implements Condition.Tests {
    private static final double DOTS_PER_PIXEL = 300 / 96.0;

    /** Features with words as values: the word that is true; the first of those listed makes the feature false alone. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            entry("update", "none"),
            entry("overflow-block", "paged"),
            entry("overflow-inline", "none"),
            entry("hover", "none"),
            entry("any-hover", "none"),
            entry("pointer", "none"),
            entry("any-pointer", "none"),
            entry("scan", "progressive"),
            entry("scripting", "none"),
            entry("display-mode", "browser"),
            entry("color-gamut", "srgb"),
            entry("video-color-gamut", "srgb"),
            entry("dynamic-range", "standard"),
            entry("video-dynamic-range", "standard"),
            entry("environment-blending", "opaque"),
            entry("inverted-colors", "none"),
            entry("forced-colors", "none"),
            entry("nav-controls", "none"),
            entry("prefers-color-scheme", "light"),
            entry("prefers-contrast", "no-preference"),
            entry("prefers-reduced-motion", "no-preference"),
            entry("prefers-reduced-transparency", "no-preference"),
            entry("prefers-reduced-data", "no-preference"));

    private static final Set<String> FALSE_ALONE = Set.of("none", "no-preference");

    private static final Set<String> RATIOS =
            Set.of("aspect-ratio", "device-aspect-ratio", "device-pixel-ratio", "-webkit-device-pixel-ratio");

    private final MediaEnvironment environment;

    MediaTests(MediaEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Truth call(Function function) {
        return Truth.UNKNOWN;
    }

    @Override
    public Truth feature(List<ComponentValue> content) {
        Comparison comparison = Comparison.parse(content);
        if (comparison == null) {
            return Truth.UNKNOWN;
        }
        String word = WORDS.get(comparison.feature());
        if (word != null) {
            return word(comparison, word);
        }
        if (comparison.feature().equals("orientation")) {
            return word(comparison, environment.height() >= environment.width() ? "portrait" : "landscape");
        }
        double actual = actual(comparison.feature());
        if (Double.isNaN(actual)) {
            return Truth.UNKNOWN;
        }
        Truth all = Truth.of(!comparison.limits().isEmpty() || actual != 0);
        for (Limit limit : comparison.limits()) {
            double bound = RATIOS.contains(comparison.feature())
                    ? Quantity.ratio(limit.value(), environment)
                    : Quantity.of(limit.value(), environment);
            all = all.and(
                    Double.isNaN(bound)
                            ? Truth.UNKNOWN
                            : Truth.of(limit.relation().holds(actual, bound)));
        }
        return all;
    }

    private static Truth word(Comparison comparison, String actual) {
        if (comparison.limits().isEmpty()) {
            return Truth.of(!FALSE_ALONE.contains(actual));
        }
        Limit limit = comparison.limits().getFirst();
        if (limit.relation() != Relation.EQUAL
                || limit.value().size() != 1
                || !(limit.value().getFirst() instanceof Ident(String word))) {
            return Truth.UNKNOWN;
        }
        return Truth.of(Names.lower(word).equals(actual));
    }

    private double actual(String feature) {
        return switch (feature) {
            case "width", "device-width" -> environment.width();
            case "height", "device-height" -> environment.height();
            case "aspect-ratio", "device-aspect-ratio" -> environment.width() / environment.height();
            case "resolution", "-webkit-device-pixel-ratio", "device-pixel-ratio" -> DOTS_PER_PIXEL;
            case "color" -> 8;
            case "color-index", "monochrome", "grid", "-webkit-transform-3d" -> 0;
            case "horizontal-viewport-segments", "vertical-viewport-segments" -> 1;
            default -> Double.NaN;
        };
    }
}
