package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.css.FontDemand;
import io.pressrun.document.DocumentParser;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.job.AssetKind;
import io.pressrun.job.JobFailedException;
import io.pressrun.settings.DataSize;
import io.pressrun.settings.PipelineSettings;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that a local document names below its own folder, ready to travel with its job. Nothing above that folder
 * is read, and nothing that a symbolic link leads out of it.
 */
final class LocalFiles {
    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("css", "text/css"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("otf", "font/otf"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"));

    private final Path folder;
    private final Map<String, String> found = new TreeMap<>();
    private final ReferenceResolver references;
    private final FontDemand fonts;
    private final ArrayDeque<AssetReference> open = new ArrayDeque<>();

    private final FetchSettings limits;
    private long total;

    private LocalFiles(Path folder, ReferenceResolver references, FontDemand fonts, FetchSettings limits) {
        this.folder = folder;
        this.references = references;
        this.fonts = fonts;
        this.limits = limits;
    }

    /**
     * @param html the document's text
     * @param folder where the document lies
     * @return relative path to {@code data:} URI; what does not exist is left out, and the job's result will say so
     * @throws JobFailedException when the document is over the limits
     * @throws CommandFailedException when a file, or all of them together, is over what a job may fetch
     */
    static Map<String, String> namedBy(String html, Path folder, PipelineSettings limits)
            throws IOException, JobFailedException, CommandFailedException {
        var references = new ReferenceResolver(null, Set.of());
        var document = new DocumentParser(limits.document()).parse(html, references);
        var files = new LocalFiles(folder.toRealPath(), references, document.fonts(), limits.fetch());
        files.take(document.assets());
        files.takeFonts();
        return new LinkedHashMap<>(files.found);
    }

    private void take(Collection<AssetReference> first) throws IOException, CommandFailedException {
        open.addAll(first);
        while (!open.isEmpty()) {
            AssetReference reference = open.remove();
            if (reference.kind() != AssetKind.FONT) {
                take(reference);
            }
        }
    }

    /** Every source of the fonts that the text needs: which of them can be used is known when they are unpacked. */
    private void takeFonts() throws IOException, CommandFailedException {
        for (List<String> sources : fonts.needed()) {
            for (String source : sources) {
                if (!source.regionMatches(true, 0, "data:", 0, 5)) {
                    take(new AssetReference(URI.create(source), AssetKind.FONT));
                }
            }
        }
    }

    private void take(AssetReference reference) throws IOException, CommandFailedException {
        String path = pathOf(reference.uri());
        if (path.isEmpty() || found.containsKey(path)) {
            return;
        }
        Path file = below(path);
        if (file == null) {
            return;
        }
        byte[] bytes = read(file);
        found.put(
                path,
                "data:" + mediaType(path) + ";base64," + Base64.getEncoder().encodeToString(bytes));
        if (reference.kind() == AssetKind.IMAGE) {
            fonts.image(bytes);
        } else if (reference.kind() == AssetKind.STYLESHEET) {
            var css = new String(bytes, StandardCharsets.UTF_8);
            open.addAll(fonts.stylesheet(
                    css, reference.uri(), references, 1 + limits.job().maxAssets()));
        }
    }

    /** The file of this name, if there is one and it lies in the folder, links followed. */
    private @Nullable Path below(String path) throws IOException {
        Path file;
        try {
            file = folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
        return file.startsWith(folder)
                        && Files.isRegularFile(file)
                        && file.toRealPath().startsWith(folder)
                ? file
                : null;
    }

    private byte[] read(Path file) throws IOException, CommandFailedException {
        long size = Files.size(file);
        total += size;
        if (size > limits.request().maxBytes()) {
            throw tooLarge(
                    file + " has " + size + " bytes",
                    "max-asset-size",
                    limits.request().maxBytes());
        }
        if (total > limits.job().maxBytes()) {
            throw tooLarge(
                    "With " + file + " the files have " + total + " bytes",
                    "max-job-size",
                    limits.job().maxBytes());
        }
        return Files.readAllBytes(file);
    }

    private static CommandFailedException tooLarge(String what, String key, long limit) {
        return new CommandFailedException(
                ExitCode.FAILED, what + "; pressrun.fetch." + key + " lets " + new DataSize(limit) + " through.");
    }

    /** The path of a relative reference; empty for everything that leads elsewhere. */
    private static String pathOf(URI uri) {
        if (!"job".equals(uri.getScheme())
                || uri.getPath() == null
                || uri.getPath().length() < 2) {
            return "";
        }
        return uri.getPath().substring(1);
    }

    private static String mediaType(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return MEDIA_TYPES.getOrDefault(extension, "application/octet-stream");
    }
}
