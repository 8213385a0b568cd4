package io.pressrun.css;

import io.pressrun.css.CssTokens.Token;
import io.pressrun.url.PercentEncoding;
import io.pressrun.url.ReferenceResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The choice among the images that {@code image-set()} offers (css-images-4, 2.4), which the engine does not know: of
 * those in a format that can be printed the densest that is no denser than CSS pixels, for the engine would print a
 * denser one too large.
 */
final class ImageSets {
    private final String css;
    private final CssTokens tokens;
    private final StringBuilder out = new StringBuilder();
    private int done;

    private ImageSets(String css) {
        this.css = css;
        this.tokens = new CssTokens(css);
    }

    /** The CSS with a {@code url()}, or {@code none}, in place of each set. */
    static String chosen(String css) {
        if (!css.contains("image-set(") && !css.toLowerCase(Locale.ROOT).contains("image-set(")) {
            return css;
        }
        return new ImageSets(css).replaceAll();
    }

    private String replaceAll() {
        while (tokens.next()) {
            if (tokens.type() == Token.FUNCTION
                    && (tokens.valueIs("image-set") || tokens.valueIs("-webkit-image-set"))) {
                out.append(css, done, tokens.start());
                String url = best().map(ImageSets::url).orElse("none");
                out.append(url);
                done = tokens.end();
            }
        }
        return out.append(css, done, css.length()).toString();
    }

    private static String url(ResponsiveImages.Candidate image) {
        String reference = ReferenceResolver.clean(image.url());
        return "url(\"" + PercentEncoding.encode(reference, PercentEncoding.Part.CSS_STRING_URL) + "\")";
    }

    /** Reads up to the closing parenthesis. */
    private Optional<ResponsiveImages.Candidate> best() {
        List<ResponsiveImages.Candidate> candidates = new ArrayList<>();
        Option option = new Option();
        int depth = 1;
        String function = "";
        while (depth > 0 && tokens.next()) {
            switch (tokens.type()) {
                case FUNCTION -> {
                    depth++;
                    function = tokens.value().toLowerCase(Locale.ROOT);
                }
                case OPEN_PAREN -> depth++;
                case CLOSE_PAREN -> depth--;
                case COMMA -> {
                    if (depth == 1) {
                        option.addTo(candidates);
                        option = new Option();
                    }
                }
                case URL, STRING -> option.read(depth == 1 ? "url" : function, tokens.value());
                case NUMBER -> {
                    if (depth == 1) {
                        option.density = density(css.substring(tokens.start(), tokens.end()));
                    }
                }
                default -> {}
            }
        }
        option.addTo(candidates);
        return ResponsiveImages.byDensity(candidates, 1);
    }

    private static double density(String resolution) {
        String text = resolution.toLowerCase(Locale.ROOT);
        String number = text.replaceFirst("(x|dppx|dpi|dpcm)$", "");
        try {
            double value = Double.parseDouble(number);
            return text.endsWith("dpi") ? value / 96 : text.endsWith("dpcm") ? value * 2.54 / 96 : value;
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** One of the set. */
    private static final class Option {
        private String reference = "";
        private double density = 1;
        private boolean decodable = true;

        void read(String function, String value) {
            switch (function) {
                case "url" -> reference = value;
                case "type" -> decodable = ResponsiveImages.isDecodable(value);
                default -> {}
            }
        }

        void addTo(List<ResponsiveImages.Candidate> candidates) {
            if (!reference.isBlank() && decodable) {
                candidates.add(new ResponsiveImages.Candidate(reference, false, density));
            }
        }
    }
}
