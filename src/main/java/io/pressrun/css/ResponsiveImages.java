package io.pressrun.css;

import io.pressrun.dom.DomWalk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The choice among the images that {@code picture} and {@code srcset} offer (WHATWG HTML, 4.8.4.3), made for paper: the
 * widest image, or the densest up to three pixels per CSS pixel. The choice is written into {@code src}.
 */
public final class ResponsiveImages {
    private static final double MAX_DENSITY = 3;
    private static final Set<String> DECODABLE = Set.of(
            "image/png",
            "image/apng",
            "image/jpeg",
            "image/jpg",
            "image/gif",
            "image/svg+xml",
            "image/bmp",
            "image/tiff",
            "image/webp");

    private ResponsiveImages() {}

    /** @param value pixels when {@code isWidth}, else pixels per CSS pixel */
    public record Candidate(String url, boolean isWidth, double value) {}

    /** Takes the first source that fits and gives its candidates to the {@code img}; the sources are removed. */
    public static void choosePictureSource(Element picture, MediaQueries media) {
        List<Element> sources = new ArrayList<>();
        for (Node child = picture.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (DomWalk.isHtml(child, "source")) {
                sources.add((Element) child);
            } else if (DomWalk.isHtml(child, "img")) {
                Element image = (Element) child;
                sources.stream()
                        .filter(source -> fits(source, media))
                        .findFirst()
                        .ifPresent(source -> {
                            image.setAttribute("srcset", source.getAttribute("srcset"));
                            image.removeAttribute("src");
                            copyIfAbsent(source, image, "width");
                            copyIfAbsent(source, image, "height");
                        });
                break;
            }
        }
        sources.forEach(picture::removeChild);
    }

    /** Chooses one candidate of {@code srcset} and {@code src}. */
    public static void chooseImageSource(Element image) {
        if (!image.hasAttribute("srcset")) {
            return;
        }
        List<Candidate> candidates = candidates(image.getAttribute("srcset"));
        boolean widths = candidates.stream().anyMatch(Candidate::isWidth);
        if (!widths && !image.getAttribute("src").isBlank()) {
            candidates.add(new Candidate(image.getAttribute("src"), false, 1));
        }
        Optional<Candidate> best = widths
                ? candidates.stream().filter(Candidate::isWidth).max(Comparator.comparingDouble(Candidate::value))
                : byDensity(candidates, hasSize(image) ? MAX_DENSITY : 1);
        best.ifPresent(candidate -> image.setAttribute("src", candidate.url()));
        image.removeAttribute("srcset");
        image.removeAttribute("sizes");
    }

    /**
     * The densest within the limit, else the least dense. An image without a size of its own is printed at its pixel
     * size, so a dense one would come out too large; it gets the limit 1.
     */
    static Optional<Candidate> byDensity(List<Candidate> candidates, double limit) {
        Comparator<Candidate> density = Comparator.comparingDouble(Candidate::value);
        return candidates.stream()
                .filter(candidate -> candidate.value() <= limit)
                .max(density)
                .or(() -> candidates.stream().min(density));
    }

    private static boolean hasSize(Element image) {
        String style = image.getAttribute("style").toLowerCase(Locale.ROOT);
        return image.hasAttribute("width")
                || image.hasAttribute("height")
                || style.contains("width")
                || style.contains("height");
    }

    private static boolean fits(Element source, MediaQueries media) {
        return !source.getAttribute("srcset").isBlank()
                && isDecodable(source.getAttribute("type"))
                && media.mayPrint(source.getAttribute("media"));
    }

    /** Whether files of the media type can be printed, as far as anyone can tell. */
    static boolean isDecodable(String mediaType) {
        String type = mediaType.strip().toLowerCase(Locale.ROOT).replaceFirst(";.*", "");
        return type.isEmpty() || DECODABLE.contains(type);
    }

    private static void copyIfAbsent(Element from, Element to, String attribute) {
        if (from.hasAttribute(attribute) && !to.hasAttribute(attribute)) {
            to.setAttribute(attribute, from.getAttribute(attribute));
        }
    }

    /** The candidates of a {@code srcset}; those with descriptors that make no sense are left out. */
    public static List<Candidate> candidates(String srcset) {
        List<Candidate> candidates = new ArrayList<>();
        int at = 0;
        while (at < srcset.length()) {
            int start = skipSpacesAndCommas(srcset, at);
            int end = start;
            while (end < srcset.length() && srcset.charAt(end) > ' ') {
                end++;
            }
            int urlEnd = end;
            while (urlEnd > start && srcset.charAt(urlEnd - 1) == ',') {
                urlEnd--;
            }
            int descriptorEnd = end;
            if (urlEnd == end) {
                int comma = srcset.indexOf(',', end);
                descriptorEnd = comma < 0 ? srcset.length() : comma;
            }
            if (urlEnd > start) {
                candidate(
                                srcset.substring(start, urlEnd),
                                srcset.substring(end, descriptorEnd).strip())
                        .ifPresent(candidates::add);
            }
            at = Math.max(descriptorEnd, at + 1);
        }
        return candidates;
    }

    private static int skipSpacesAndCommas(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ',')) {
            at++;
        }
        return at;
    }

    private static Optional<Candidate> candidate(String url, String descriptor) {
        if (descriptor.isEmpty()) {
            return Optional.of(new Candidate(url, false, 1));
        }
        String first = descriptor.split("\\s+", 2)[0];
        char unit = first.charAt(first.length() - 1);
        try {
            double value = Double.parseDouble(first.substring(0, first.length() - 1));
            boolean valid = (unit == 'w' || unit == 'x') && value > 0 && !Double.isInfinite(value);
            return valid ? Optional.of(new Candidate(url, unit == 'w', value)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
