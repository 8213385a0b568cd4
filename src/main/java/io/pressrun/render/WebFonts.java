package io.pressrun.render;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pressrun.fetch.Asset;
import io.pressrun.job.Sha256;
import io.pressrun.job.ShownUri;
import io.pressrun.job.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Decides which fonts of documents the engine gets: those with TrueType outlines that can be embedded, unpacked where
 * they come as WOFF. Any other would end the job with an exception, or leave text out. A font is tried once in the life
 * of a process. Thread-safe.
 */
final class WebFonts {
    private static final int MAX_KNOWN = 4096;
    private static final int MAX_TRIED = 2000;
    private static final Set<String> FORMATS = Set.of("\0\1\0\0", "true", "OTTO", "ttcf", "wOFF", "wOF2", "typ1");

    private static final long MAX_UNPACKED_KEPT = 64L << 20;

    private final Set<String> usable = ConcurrentHashMap.newKeySet();
    private final Cache<String, byte[]> unpacked = Caffeine.newBuilder()
            .maximumWeight(MAX_UNPACKED_KEPT)
            .weigher((String hash, byte[] sfnt) -> sfnt.length)
            .executor(Runnable::run)
            .build();
    private final long maxBytes;

    /** @param maxBytes of a font when unpacked */
    WebFonts(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    int maxBytes() {
        return (int) maxBytes;
    }

    static boolean isFont(byte[] file) {
        return file.length >= 12 && FORMATS.contains(format(file));
    }

    /**
     * The file in the form the engine takes, or empty and a warning.
     *
     * @param range the characters that the engine may use of it; {@code null} for all
     */
    Optional<byte[]> usable(Asset.Found font, @Nullable BitSet range, Consumer<Warning> warnings) {
        String problem;
        try {
            if (!isFont(font.bytes())) {
                throw new IOException("it is no font file");
            }
            byte[] file = unpacked(font.bytes());
            problem = problem(file);
            if (problem == null) {
                byte[] readable = FontText.readable(file);
                return Optional.of(range == null ? readable : CmapRange.within(range, readable));
            }
        } catch (IOException e) {
            problem = "The font cannot be unpacked: " + e.getMessage() + ".";
        }
        warnings.accept(
                new Warning("FONT_UNUSABLE", problem + " Text is printed in another font.", ShownUri.of(font.uri())));
        return Optional.empty();
    }

    /** The characters that the font has; none when the engine does not get it. */
    BitSet coverage(Asset.Found font) {
        return usable(font, null, warning -> {})
                .map(file -> {
                    try (var parsed = new TTFParser(true).parse(new RandomAccessReadBuffer(file))) {
                        return FontScan.coverage(parsed);
                    } catch (IOException | RuntimeException e) {
                        return new BitSet();
                    }
                })
                .orElseGet(BitSet::new);
    }

    private byte[] unpacked(byte[] file) throws IOException {
        String format = format(file);
        if (!format.equals("wOFF") && !format.equals("wOF2")) {
            return file;
        }
        String key = Sha256.hex(file);
        byte[] known = unpacked.getIfPresent(key);
        if (known != null) {
            return known;
        }
        byte[] sfnt = format.equals("wOFF") ? Woff.unpack(file, maxBytes) : Woff2.unpack(file, maxBytes);
        unpacked.put(key, sfnt);
        return sfnt;
    }

    private @Nullable String problem(byte[] file) {
        return switch (format(file)) {
            case "ttcf" -> "The file is a collection of fonts; offer the one font by itself.";
            case "OTTO", "typ1" ->
                "The font has PostScript outlines, which are not supported; offer it with TrueType outlines.";
            default -> canBeEmbedded(file) ? null : "The font is damaged, or forbids to be embedded.";
        };
    }

    private boolean canBeEmbedded(byte[] file) {
        String key = Sha256.hex(file);
        if (usable.contains(key)) {
            return true;
        }
        try (var scratch = new PDDocument()) {
            var font = new TTFParser(true).parse(new RandomAccessReadBuffer(FontText.readable(file)));
            if (!font.getTableMap().containsKey("glyf")) {
                return false;
            }
            var embedded = PDType0Font.load(scratch, font, true);
            FontScan.coverage(font).stream().limit(MAX_TRIED).forEach(embedded::addToSubset);
            embedded.subset();
        } catch (IOException | RuntimeException e) {
            return false;
        }
        if (usable.size() < MAX_KNOWN) {
            usable.add(key);
        }
        return true;
    }

    private static String format(byte[] file) {
        return new String(file, 0, 4, StandardCharsets.ISO_8859_1);
    }
}
