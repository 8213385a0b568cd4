package io.pressrun.render.bridge;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.extend.FSStreamFactory;
import com.openhtmltopdf.extend.FSUriResolver;
import com.openhtmltopdf.util.SVGUriDetector;
import io.pressrun.document.ParsedDocument;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.JobAssets;
import io.pressrun.fetch.Referrer;
import io.pressrun.job.AssetKind;
import io.pressrun.job.Warning;
import io.pressrun.render.font.WebFonts;
import io.pressrun.render.image.WebImages;
import io.pressrun.render.style.StyleText;
import io.pressrun.render.watch.RenderWatch;
import io.pressrun.url.ReferenceResolver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine's synchronous door to the asynchronous fetch: it starts or joins the fetch of an address and waits for its
 * future on the render thread, until the deadline. It is the only way from the engine to a byte, because the URI
 * resolver lets nothing else through.
 */
public final class AssetBridge implements FSStreamFactory, FSUriResolver {
    /** The schemes that lead here; the resolver answers {@code null} for every other. */
    public static final Set<String> SCHEMES = Set.of("http", "https", "data", "job", FontSources.SCHEME);

    private final JobAssets assets;
    private final URI documentBase;
    private final Referrer document;
    private final RenderWatch watch;
    private final WebImages images;
    private final WebFonts fonts;
    private final FontSources sources;
    private final Consumer<Warning> warnings;
    private final Map<String, URI> resolved = new HashMap<>();
    /** The stylesheets that were read, and who named an address first, by the addresses that the engine knows. */
    private final Map<String, Referrer> stylesheets = new HashMap<>();

    private final Map<String, Referrer> referrers = new HashMap<>();
    /** What the engine has been given already: it asks again for each use. */
    private final Map<String, String> adapted = new HashMap<>();

    private final Map<FontSources.Source, Optional<byte[]>> usableFonts = new HashMap<>();

    public AssetBridge(
            JobAssets assets,
            ParsedDocument document,
            RenderWatch watch,
            WebImages images,
            WebFonts fonts,
            FontSources sources,
            Consumer<Warning> warnings) {
        this.assets = assets;
        this.documentBase = document.base();
        this.document = new Referrer(assets.references().documentBase(), document.charset());
        this.watch = watch;
        this.images = images;
        this.fonts = fonts;
        this.sources = sources;
        this.warnings = warnings;
    }

    /** The absolute address in canonical form, its scheme in lower case; {@code null} refuses. */
    @Override
    public @Nullable String resolveURI(@Nullable String baseUri, @Nullable String reference) {
        if (reference == null) {
            return null;
        }
        if (reference.regionMatches(true, 0, "data:", 0, 5)) {
            return "data:" + reference.substring(5);
        }
        return assets.references()
                .resolve(base(baseUri), reference)
                .filter(uri -> uri.getScheme() != null
                        && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT)))
                .map(uri -> {
                    String text = uri.toString();
                    resolved.put(text, uri);
                    referrers.putIfAbsent(
                            text, baseUri == null ? document : stylesheets.getOrDefault(baseUri, document));
                    return text;
                })
                .orElse(null);
    }

    private URI base(@Nullable String baseUri) {
        if (baseUri == null || baseUri.isEmpty()) {
            return documentBase;
        }
        var stylesheet = stylesheets.get(baseUri);
        if (stylesheet != null) {
            return stylesheet.location();
        }
        var known = resolved.get(baseUri);
        if (known != null) {
            return known;
        }
        try {
            var base = new URI(baseUri);
            return base.isAbsolute() ? base : documentBase;
        } catch (URISyntaxException e) {
            return documentBase;
        }
    }

    /** The text of a stylesheet as it came; empty when it cannot be had. */
    public Optional<StyleText> stylesheet(URI base, String reference) {
        String address = resolveURI(base.toString(), reference);
        if (address == null || !(await(address, AssetKind.STYLESHEET) instanceof Asset.Found found)) {
            return Optional.empty();
        }
        var css = found.stylesheet(referrers.getOrDefault(address, document));
        stylesheets.put(address, new Referrer(found.location(), css.charset()));
        return Optional.of(new StyleText(css.text(), found.location()));
    }

    @Override
    public FSStream getUrl(String address) {
        watch.check();
        return new Answer(address);
    }

    /** The asset behind an address that the resolver let through. Waits on the calling render thread. */
    public Asset await(String address, AssetKind kind) {
        if (assets.onEventLoop()) {
            throw new IllegalStateException("The bridge was called on an event-loop thread ("
                    + Thread.currentThread().getName()
                    + "); waiting there would keep the loop from completing the very fetch it waits for."
                    + " Render on a thread of the render pool.");
        }
        var uri = uri(address);
        return uri.isPresent()
                ? watch.await(assets.fetch(uri.get(), kind))
                : new Asset.Missing(documentBase, false, false, "The address cannot be read.");
    }

    private Optional<URI> uri(String address) {
        var known = resolved.get(address);
        if (known != null) {
            return Optional.of(known);
        }
        if (address.startsWith("data:")) {
            return ReferenceResolver.dataUri(address);
        }
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** One answer to the engine; bytes or characters are taken from the same asset. Both are {@code null} when missing. */
    @SuppressWarnings("NullAway") // the engine's contract: a missing resource is a stream that is null
    private final class Answer implements FSStream {
        private final String address;

        Answer(String address) {
            this.address = address;
        }

        @Override
        public InputStream getStream() {
            var font = sources.at(address);
            if (font.isPresent()) {
                return usableFonts
                        .computeIfAbsent(font.get(), this::font)
                        .map(ByteArrayInputStream::new)
                        .orElse(null);
            }
            return switch (await(address, AssetKind.IMAGE)) {
                case Asset.Found found
                when WebFonts.isFont(found.bytes()) ->
                    fonts.usable(found, null, warnings)
                            .map(ByteArrayInputStream::new)
                            .orElse(null);
                case Asset.Found found ->
                    images.usable(found, address).map(ByteArrayInputStream::new).orElse(null);
                case Asset.Missing _ -> null;
            };
        }

        /** The first of them that is a font and can be used; why the others cannot only counts when there is none. */
        private Optional<byte[]> font(FontSources.Source source) {
            var problems = new ArrayList<Warning>();
            for (String candidate : source.addresses()) {
                if (await(candidate, AssetKind.FONT) instanceof Asset.Found found) {
                    var usable = fonts.usable(found, source.face().characters(), problems::add);
                    if (usable.isPresent()) {
                        return usable;
                    }
                }
            }
            problems.forEach(warnings);
            return Optional.empty();
        }

        private String stylesheet(Asset.Found found) {
            var css = found.stylesheet(referrers.getOrDefault(address, document));
            stylesheets.put(address, new Referrer(found.location(), css.charset()));
            return adapted.computeIfAbsent(address, _ -> sources.stylesheet(css.text(), found.location()));
        }

        @Override
        public Reader getReader() {
            // The engine asks for linked SVG as for stylesheets, as it asks for XML.
            boolean svg = SVGUriDetector.isSvgUri(address);
            return switch (await(address, svg ? AssetKind.IMAGE : AssetKind.STYLESHEET)) {
                case Asset.Found found
                when svg ->
                    images.usable(found, address)
                            .map(file -> new StringReader(new String(file, StandardCharsets.UTF_8)))
                            .orElse(null);
                case Asset.Found found -> new StringReader(stylesheet(found));
                case Asset.Missing _ -> null;
            };
        }
    }
}
