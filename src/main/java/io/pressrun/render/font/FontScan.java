package io.pressrun.render.font;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the fonts of the machine that can be embedded: upright TrueType outlines in regular or bold. */
final class FontScan {
    private static final Logger log = LoggerFactory.getLogger(FontScan.class);

    /** Where Linux, macOS and Windows keep fonts. */
    static final List<Path> SYSTEM_DIRECTORIES = List.of(
            Path.of("/usr/share/fonts"),
            Path.of("/usr/local/share/fonts"),
            Path.of(System.getProperty("user.home", "/"), ".fonts"),
            Path.of(System.getProperty("user.home", "/"), ".local/share/fonts"),
            Path.of("/System/Library/Fonts"),
            Path.of("/Library/Fonts"),
            Path.of("C:\\Windows\\Fonts"));

    /** Cuts that are never needed as a fallback; reading only their names spares most of a large collection. */
    private static final Pattern OTHER_CUTS = Pattern.compile(
            "(?i)(thin|light|medium|semibold|extrabold|black|condensed|italic|oblique|display|-?vf\\b|variable|looped|\\bUI\\b|UI-)");

    private FontScan() {}

    /** In the order of preference: sans before serif, and then by path, so that every worker chooses alike. */
    static List<FontFile> scan(List<Path> directories) {
        var paths = new ArrayList<Path>();
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (var tree = Files.walk(directory, 8, FileVisitOption.FOLLOW_LINKS)) {
                tree.filter(FontScan::isCandidate).filter(Files::isRegularFile).forEach(paths::add);
            } catch (IOException | RuntimeException e) {
                log.warn("Fonts under {} cannot be listed: {}", directory, e.toString());
            }
        }
        var fonts = new ArrayList<FontFile>();
        paths.stream()
                .distinct()
                .sorted(Comparator.comparingInt(FontScan::rank).thenComparing(Comparator.naturalOrder()))
                .forEach(path -> read(path.toFile(), fonts));
        return List.copyOf(fonts);
    }

    private static boolean isCandidate(Path path) {
        String name = path.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        return (lower.endsWith(".ttf") || lower.endsWith(".ttc"))
                && !OTHER_CUTS.matcher(name).find();
    }

    private static int rank(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.contains("emoji") || name.contains("symbol")) {
            return 3;
        }
        if (name.contains("mono") || name.contains("serif") && !name.contains("sans")) {
            return 2;
        }
        return name.startsWith("noto") ? 0 : 1;
    }

    private static void read(File file, List<FontFile> into) {
        try {
            if (file.getName().toLowerCase(Locale.ROOT).endsWith(".ttc")) {
                try (var collection = new TrueTypeCollection(file)) {
                    collection.processAllFonts(font -> add(font, loaderOf(file, font.getName()), into));
                }
            } else {
                FontFile.Loader loader = () -> new TTFParser(true).parse(new RandomAccessReadBufferedFile(file));
                try (var font = loader.load()) {
                    add(font, loader, into);
                }
            }
        } catch (IOException | RuntimeException e) {
            log.debug("Font {} is left out: {}", file, e.toString());
        }
    }

    private static FontFile.Loader loaderOf(File collection, String name) {
        return () -> {
            var font = new TrueTypeCollection(collection).getFontByName(name);
            if (font == null) {
                throw new IOException(collection + " no longer holds " + name);
            }
            return font;
        };
    }

    private static void add(TrueTypeFont font, FontFile.Loader loader, List<FontFile> into) throws IOException {
        boolean outlines = font.getTableMap().containsKey("glyf")
                && !(font instanceof OpenTypeFont openType && openType.isPostScript());
        if (!outlines || !mayBeEmbedded(font)) {
            return;
        }
        var os2 = font.getOS2Windows();
        int weight = os2 == null ? 400 : os2.getWeightClass();
        boolean italic = font.getHeader() != null && (font.getHeader().getMacStyle() & 2) != 0;
        if (italic || weight != 400 && weight != 700) {
            return;
        }
        String family = font.getNaming() == null ? null : font.getNaming().getFontFamily();
        into.add(new FontFile(family == null ? font.getName() : family, weight, false, coverage(font), loader));
    }

    /** OpenType OS/2 fsType: bit 1 alone forbids embedding. */
    private static boolean mayBeEmbedded(TrueTypeFont font) throws IOException {
        var os2 = font.getOS2Windows();
        return os2 == null || (os2.getFsType() & 0x0F) != 0x02;
    }

    static BitSet coverage(TrueTypeFont font) throws IOException {
        var cmap = font.getUnicodeCmapLookup(false);
        var coverage = new BitSet();
        if (cmap != null) {
            // By glyph, since a font has far fewer glyphs than Unicode has code points.
            for (int glyph = 1; glyph < font.getNumberOfGlyphs(); glyph++) {
                var codePoints = cmap.getCharCodes(glyph);
                if (codePoints != null) {
                    codePoints.forEach(coverage::set);
                }
            }
        }
        return coverage;
    }
}
