package io.pressrun.render.font;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts a document may be set in without bringing its own: the bundled ones for every document, and of the
 * machine's those that a document's text needs. Thread-safe.
 */
public final class FontLibrary {
    private static final Logger log = LoggerFactory.getLogger(FontLibrary.class);

    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    private final List<FontFile> bundled = BundledFonts.load();
    private final CompletableFuture<List<FontFile>> machine;

    /**
     * @param directories searched in addition, before the machine's own
     * @param system whether the machine's font directories are searched
     */
    public FontLibrary(List<Path> directories, boolean system) {
        var all = new ArrayList<>(directories);
        if (system) {
            all.addAll(FontScan.SYSTEM_DIRECTORIES);
        }
        machine = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("font-scan").start(() -> {
            try {
                var found = FontScan.scan(all);
                log.debug("{} fonts of the machine serve as fallback for other scripts", found.size());
                machine.complete(found);
            } catch (RuntimeException | Error e) {
                log.warn("The machine's fonts cannot be read; only the bundled ones are used", e);
                machine.complete(List.of());
            }
        });
    }

    public List<FontFile> bundled() {
        return bundled;
    }

    /** Which of the characters the bundled fonts lack. */
    public BitSet notBundled(BitSet text) {
        var missing = (BitSet) text.clone();
        // Sans and Serif cover the same characters; Mono never stands in for them.
        missing.andNot(bundled.get(0).coverage());
        return missing;
    }

    /** A few fonts of the machine that have these characters, the one that has most of them first. */
    public List<FontFile> fallbackFor(BitSet characters) {
        if (characters.isEmpty()) {
            return List.of();
        }
        var missing = (BitSet) characters.clone();
        Set<FontFile> chosen = new LinkedHashSet<>();
        for (var font = bestFor(missing); font.isPresent(); font = bestFor(missing)) {
            missing.andNot(font.get().coverage());
            chosen.add(font.get());
            boldOf(font.get()).ifPresent(chosen::add);
        }
        return List.copyOf(chosen);
    }

    /** The font that has the most of these characters; of several the first in the order of preference. */
    private Optional<FontFile> bestFor(BitSet characters) {
        int[] wanted = characters.stream().toArray();
        long most = 0;
        Optional<FontFile> best = Optional.empty();
        for (FontFile font : machine.join()) {
            if (font.weight() == REGULAR) {
                long covered = Arrays.stream(wanted).filter(font::covers).count();
                if (covered > most) {
                    most = covered;
                    best = Optional.of(font);
                }
            }
        }
        return best;
    }

    private Optional<FontFile> boldOf(FontFile regular) {
        return machine.join().stream()
                .filter(font -> font.weight() == BOLD && font.family().equals(regular.family()))
                .findFirst();
    }
}
