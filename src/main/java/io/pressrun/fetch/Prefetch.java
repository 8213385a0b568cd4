package io.pressrun.fetch;

import io.pressrun.css.FontDemand;
import io.pressrun.document.ParsedDocument;
import io.pressrun.job.AssetKind;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fetching of all that one document names and of what its stylesheets name, wave after wave. */
final class Prefetch {
    private static final Logger log = LoggerFactory.getLogger(Prefetch.class);

    private final AssetRequests assets;
    private final ParsedDocument document;
    private final ReferenceResolver references;
    private final FontDemand fonts;
    private final Executor reading;
    private final int most;
    private final Set<AssetReference> seen = ConcurrentHashMap.newKeySet();
    private final Set<List<String>> seenFonts = ConcurrentHashMap.newKeySet();
    private volatile boolean allRead = true;

    /**
     * @param reading runs one task at a time; what arrived is read there
     * @param most references; what is named beyond them is not fetched ahead
     */
    Prefetch(AssetRequests assets, ParsedDocument document, ReferenceResolver references, Executor reading, int most) {
        this.most = most;
        this.references = references;
        this.assets = assets;
        this.document = document;
        this.fonts = document.fonts();
        this.reading = reading;
    }

    /** Completes when there is nothing left to fetch; the fonts then know whether they know all. */
    CompletableFuture<Void> start() {
        Referrer referrer = new Referrer(references.documentBase(), document.charset());
        return CompletableFuture.completedFuture(document.assets())
                .thenComposeAsync(named -> fetch(named, referrer), reading)
                .thenRun(() -> {
                    if (allRead) {
                        fonts.complete();
                    }
                });
    }

    private CompletableFuture<Void> fetch(List<AssetReference> named, Referrer referrer) {
        return CompletableFuture.allOf(Stream.concat(
                        named.stream()
                                .filter(reference -> reference.kind() != AssetKind.FONT)
                                .filter(reference -> admit(seen, reference))
                                .map(reference -> follow(reference, referrer)),
                        fonts.needed().stream()
                                .filter(sources -> admit(seenFonts, sources))
                                .map(assets::fetchFont))
                .toArray(CompletableFuture<?>[]::new));
    }

    private <T> boolean admit(Set<T> known, T reference) {
        if (seen.size() + seenFonts.size() >= most) {
            allRead = false;
            return false;
        }
        return known.add(reference);
    }

    private CompletableFuture<Void> follow(AssetReference reference, Referrer referrer) {
        return assets.fetch(reference.uri(), reference.kind(), false)
                .thenComposeAsync(
                        arrived -> arrived instanceof Asset.Found found
                                ? goOnFrom(found, reference.kind(), referrer)
                                : CompletableFuture.completedFuture(null),
                        reading);
    }

    /** Goes on with what the asset names, and with the fonts that are needed for it. */
    private CompletableFuture<Void> goOnFrom(Asset.Found found, AssetKind kind, Referrer referrer) {
        if (assets.hasEnded()) {
            allRead = false;
            return CompletableFuture.completedFuture(null);
        }
        List<AssetReference> named = List.of();
        Referrer next = referrer;
        try {
            if (kind == AssetKind.IMAGE) {
                fonts.image(found.bytes());
            } else if (kind == AssetKind.STYLESHEET) {
                StylesheetText css = found.stylesheet(referrer);
                next = new Referrer(found.location(), css.charset());
                named = fonts.stylesheet(css.text(), found.location(), references, most);
            }
        } catch (RuntimeException | StackOverflowError e) {
            allRead = false;
            log.warn("an asset of {} bytes could not be scanned", found.bytes().length, e);
        }
        return fetch(named, next);
    }
}
