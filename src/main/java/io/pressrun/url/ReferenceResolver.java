package io.pressrun.url;

import io.pressrun.url.PercentEncoding.Part;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a reference leads: a relative one to a file carried by the job ({@code job:///path}) first, then to the base
 * URL. It reads references as browsers do (WHATWG URL, 4.4) and judges no address: that is the fetch policy's part.
 * Resolving a result again yields the same result. Immutable.
 */
public final class ReferenceResolver {
    public static final URI JOB_BASE = URI.create("job:///");

    private static final WebUrl JOB_ROOT = new WebUrl("job", "", "/", null, null);

    private final WebUrl root;
    private final URI documentBase;
    private final Map<String, String> carriedByPath = new LinkedHashMap<>();

    /**
     * @param baseUrl {@code http} or {@code https}; anything else counts as absent
     * @param carriedPaths relative paths, not encoded
     */
    public ReferenceResolver(@Nullable URI baseUrl, Set<String> carriedPaths) {
        this.root = Optional.ofNullable(baseUrl)
                .flatMap(url -> parse(clean(url.toString())))
                .map(WebUrl::withoutFragment)
                .orElse(JOB_ROOT);
        this.documentBase = root.toUri().orElse(JOB_BASE);
        carriedPaths.forEach(path -> carriedByPath.putIfAbsent(normalPath(path), path));
    }

    /** The base URL, or {@link #JOB_BASE} when there is none. */
    public URI documentBase() {
        return documentBase;
    }

    /**
     * The address of a file to fetch, without its fragment.
     *
     * @param base the URI of the document or stylesheet that holds the reference
     * @return absolute; {@code data:} and unknown schemes unchanged but for characters that a URI cannot hold; empty when
     *     the reference is unparsable, too long, empty or only a fragment
     */
    public Optional<URI> resolve(URI base, String reference) {
        String text = withoutRepeatedScheme(base, clean(reference));
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        Optional<String> scheme = WebUrl.schemeOf(text);
        if (scheme.isPresent() && !WebUrl.hasSupportedScheme(scheme.get())) {
            return opaque(scheme.get(), text);
        }
        Optional<WebUrl> url = scheme.isPresent() ? parse(text) : relative(base, text);
        return url.map(WebUrl::withoutFragment).flatMap(WebUrl::toUri);
    }

    /** The address of a link's target, with its fragment; carried files are no targets. */
    public Optional<URI> resolveLink(URI base, String reference) {
        String text = withoutRepeatedScheme(base, clean(reference));
        Optional<String> scheme = WebUrl.schemeOf(text);
        if (scheme.isPresent()) {
            return WebUrl.hasSupportedScheme(scheme.get())
                    ? parse(text).flatMap(WebUrl::toUri)
                    : opaque(scheme.get(), text);
        }
        return contextOf(base).resolve(text).flatMap(WebUrl::toUri);
    }

    /** The base that a {@code base} element sets; empty when it names no {@code http}, {@code https} or {@code job} URL. */
    public Optional<URI> resolveBase(String href) {
        return resolveLink(documentBase, href)
                .filter(uri -> WebUrl.hasSupportedScheme(uri.getScheme()))
                .flatMap(uri -> parse(uri.toString()))
                .map(WebUrl::withoutFragment)
                .flatMap(WebUrl::toUri);
    }

    /** The path, as the job has it, of the carried file that a {@code job:} URI names. */
    public Optional<String> carriedPath(URI uri) {
        if (!"job".equals(uri.getScheme()) || uri.getRawPath() == null) {
            return Optional.empty();
        }
        return carried(uri.getRawPath().substring(Math.min(1, uri.getRawPath().length())))
                .map(carriedByPath::get);
    }

    /** {@code https:x} is relative where the base is {@code https} (WHATWG URL, "special relative or authority state"). */
    private String withoutRepeatedScheme(URI base, String text) {
        String scheme = WebUrl.schemeOf(text).orElse("");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return text;
        }
        String rest = text.substring(scheme.length() + 1);
        if (rest.startsWith("//") || !contextOf(base).scheme().equals(scheme)) {
            return text;
        }
        return WebUrl.schemeOf(rest).isPresent() ? "./" + rest : rest;
    }

    private Optional<WebUrl> relative(URI base, String text) {
        WebUrl context = contextOf(base);
        Optional<WebUrl> direct = context.resolve(text);
        if (text.startsWith("//") || text.startsWith("\\\\") || direct.isEmpty()) {
            return direct;
        }
        Optional<WebUrl> carried =
                pathBelowRoot(direct.get()).flatMap(this::carried).map(ReferenceResolver::jobUrl);
        if (carried.isPresent()) {
            return carried;
        }
        if (context.scheme().equals("job") && !root.equals(JOB_ROOT)) {
            return root.resolve("./" + context.path().substring(1)).flatMap(url -> url.resolve(text));
        }
        return direct;
    }

    private Optional<String> pathBelowRoot(WebUrl url) {
        if (url.scheme().equals("job")) {
            return Optional.of(url.path().substring(1));
        }
        return url.sameOrigin(root) && url.path().startsWith(root.folder())
                ? Optional.of(url.path().substring(root.folder().length()))
                : Optional.empty();
    }

    /** The normal path of a carried file, by its path as it stands in a URL. */
    private Optional<String> carried(String encodedPath) {
        String decoded = PercentEncoding.decode(encodedPath);
        if (carriedByPath.containsKey(decoded)) {
            return Optional.of(decoded);
        }
        return carriedByPath.containsKey(encodedPath) ? Optional.of(encodedPath) : Optional.empty();
    }

    private WebUrl contextOf(URI base) {
        return parse(base.toString()).orElse(root);
    }

    private static WebUrl jobUrl(String path) {
        return new WebUrl("job", "", "/" + PercentEncoding.encodeLiteral(path, Part.PATH), null, null);
    }

    private static String normalPath(String carriedPath) {
        String slashed = carriedPath.replace('\\', '/');
        return WebUrl.withoutDots(slashed.startsWith("/") ? slashed : "/" + slashed)
                .substring(1);
    }

    private static Optional<WebUrl> parse(String text) {
        return WebUrl.schemeOf(text)
                .filter(WebUrl::hasSupportedScheme)
                .flatMap(scheme -> WebUrl.absolute(scheme, text.substring(scheme.length() + 1)));
    }

    private static Optional<URI> opaque(String scheme, String text) {
        String rest = text.substring(scheme.length() + 1);
        int hash = rest.indexOf('#');
        String encoded = PercentEncoding.encode(hash < 0 ? rest : rest.substring(0, hash), Part.OPAQUE);
        String fragment = hash < 0 ? "" : "#" + PercentEncoding.encode(rest.substring(hash + 1), Part.FRAGMENT);
        try {
            return Optional.of(new URI(scheme + ":" + encoded + fragment));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * A {@code data:} URI as authors write it: encoded as a whole, in part or not at all. In one that holds characters
     * which no URI may hold, {@code #} is taken for content too, for so it is meant in {@code fill='#f00'}.
     */
    public static Optional<URI> dataUri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return opaque("data", text.replace("#", "%23"));
        }
    }

    /** Drops what browsers drop: control characters and spaces at the ends, tabs and newlines anywhere. */
    public static String clean(String reference) {
        int start = 0;
        int end = reference.length();
        while (start < end && reference.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && reference.charAt(end - 1) <= ' ') {
            end--;
        }
        String trimmed = reference.substring(start, end);
        boolean broken = trimmed.indexOf('\n') >= 0 || trimmed.indexOf('\r') >= 0 || trimmed.indexOf('\t') >= 0;
        return broken ? trimmed.replaceAll("[\\n\\r\\t]+", "") : trimmed;
    }

    /** Whether a reference carries its content in itself, so that there is nothing to fetch. Copies nothing. */
    public static boolean isData(String reference) {
        int start = 0;
        while (start < reference.length() && reference.charAt(start) <= ' ') {
            start++;
        }
        return reference.regionMatches(true, start, "data:", 0, 5);
    }
}
