package io.pressrun.render.font;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import io.pressrun.render.watch.RenderAborted;
import io.pressrun.render.watch.RenderWatch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

    private static final Warning UNREAD = new Warning(
            "FONTS_UNREAD",
            "The fonts of the worker's machine could not be read, for a reason that is in its log; only those that come"
                    + " with Pressrun are used.",
            null);

    private final List<FontFile> bundled = BundledFonts.load();
    private final CompletableFuture<Scan> machine = new CompletableFuture<>();

    /** What a scan of the machine found; nothing where it failed. */
    private record Scan(List<FontFile> fonts, boolean failed) {}

    /**
     * @param directories searched in addition, before the machine's own
     * @param system whether the machine's font directories are searched
     */
    public FontLibrary(List<Path> directories, boolean system) {
        this(() -> FontScan.scan(
                system
                        ? Stream.concat(directories.stream(), FontScan.SYSTEM_DIRECTORIES.stream())
                                .toList()
                        : directories));
    }

    /** @param scan run once, on a thread of its own */
    FontLibrary(Supplier<List<FontFile>> scan) {
        Thread.ofPlatform().daemon().name("font-scan").start(() -> {
            try {
                var found = scan.get();
                log.debug("{} fonts of the machine serve as fallback for other scripts", found.size());
                machine.complete(new Scan(found, false));
            } catch (RuntimeException | Error e) {
                log.warn("The machine's fonts cannot be read; only the bundled ones are used", e);
                machine.complete(new Scan(List.of(), true));
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

    /**
     * A few fonts of the machine that have these characters, the one that has most of them first. Waits on the render
     * thread for the scan of the machine's fonts.
     *
     * @throws JobFailedException INTERNAL_ERROR when the scan has not ended by the deadline of the render
     */
    public List<FontFile> fallbackFor(BitSet characters, RenderWatch watch, Consumer<Warning> warnings)
            throws JobFailedException {
        if (characters.isEmpty()) {
            return List.of();
        }
        var scan = scanned(watch);
        if (scan.failed) {
            warnings.accept(UNREAD);
        }
        var missing = (BitSet) characters.clone();
        Set<FontFile> chosen = new LinkedHashSet<>();
        for (var font = bestFor(missing, scan); font.isPresent(); font = bestFor(missing, scan)) {
            missing.andNot(font.get().coverage());
            chosen.add(font.get());
            boldOf(font.get(), scan).ifPresent(chosen::add);
        }
        return List.copyOf(chosen);
    }

    private Scan scanned(RenderWatch watch) throws JobFailedException {
        try {
            return watch.await(machine);
        } catch (RenderAborted e) {
            if (e.reason() == RenderAborted.Cause.CANCELLED || machine.isDone()) {
                throw e;
            }
            log.warn("The scan of the machine's fonts has not ended yet; a job that needs them cannot be printed");
            throw new JobFailedException(
                    FailureCode.INTERNAL_ERROR,
                    "The document has characters for which the worker looks among the fonts of its machine, and it has"
                            + " not read those yet. Look at what pressrun.fonts.directories names, or switch"
                            + " pressrun.fonts.system off.");
        }
    }

    /** The font that has the most of these characters; of several the first in the order of preference. */
    private static Optional<FontFile> bestFor(BitSet characters, Scan scan) {
        int[] wanted = characters.stream().toArray();
        long most = 0;
        Optional<FontFile> best = Optional.empty();
        for (FontFile font : scan.fonts) {
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

    private static Optional<FontFile> boldOf(FontFile regular, Scan scan) {
        return scan.fonts.stream()
                .filter(font -> font.weight() == BOLD && font.family().equals(regular.family()))
                .findFirst();
    }
}
