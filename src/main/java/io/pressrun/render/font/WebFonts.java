package io.pressrun.render.font;

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
public final class WebFonts {
    private static final int MAX_TRIED = 2000;
    private static final Set<String> FORMATS = Set.of("\0\1\0\0", "true", "OTTO", "ttcf", "wOFF", "wOF2", "typ1");

    private static final long MAX_KEPT = 64L << 20;
    private static final int WEIGHT_OF_A_KEY = 200;

    /** What was tried last, by the hash of the file. */
    private final Cache<String, Tried> tried = Caffeine.newBuilder()
            .maximumWeight(MAX_KEPT)
            .weigher((String hash, Tried result) -> WEIGHT_OF_A_KEY + result.weight())
            .executor(Runnable::run)
            .build();

    private final long maxBytes;

    /** What became of a font. */
    private sealed interface Tried {
        int weight();

        /** @param file in the form the engine takes */
        @SuppressWarnings("ArrayRecordComponent")
        record Usable(byte[] file) implements Tried {
            @Override
            public int weight() {
                return file.length;
            }
        }

        record Unusable(String problem) implements Tried {
            @Override
            public int weight() {
                return problem.length();
            }
        }
    }

    /** @param maxBytes of a font when unpacked */
    public WebFonts(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    public int maxBytes() {
        return (int) maxBytes;
    }

    public static boolean isFont(byte[] file) {
        return file.length >= 12 && FORMATS.contains(format(file));
    }

    /**
     * The file in the form the engine takes, or empty and a warning.
     *
     * @param range the characters that the engine may use of it; {@code null} for all
     */
    public Optional<byte[]> usable(Asset.Found font, @Nullable BitSet range, Consumer<Warning> warnings) {
        String problem;
        switch (tried.get(Sha256.hex(font.bytes()), hash -> tryOut(font.bytes()))) {
            case Tried.Usable(var file) -> {
                try {
                    return Optional.of(range == null ? file : CmapRange.within(range, file));
                } catch (IOException e) {
                    problem = unreadable(e);
                }
            }
            case Tried.Unusable unusable -> problem = unusable.problem();
        }
        warnings.accept(
                new Warning("FONT_UNUSABLE", problem + " Text is printed in another font.", ShownUri.of(font.uri())));
        return Optional.empty();
    }

    private Tried tryOut(byte[] file) {
        try {
            if (!isFont(file)) {
                throw new IOException("it is no font file");
            }
            byte[] sfnt = unpacked(file);
            return switch (format(sfnt)) {
                case "ttcf" -> new Tried.Unusable("The file is a collection of fonts; offer the one font by itself.");
                case "OTTO", "typ1" ->
                    new Tried.Unusable(
                            "The font has PostScript outlines, which are not supported; offer it with TrueType outlines.");
                default -> {
                    byte[] checked = FontTables.checked(FontText.readable(sfnt));
                    yield canBeEmbedded(checked)
                            ? new Tried.Usable(checked)
                            : new Tried.Unusable("The font is damaged, or forbids to be embedded.");
                }
            };
        } catch (IOException e) {
            return new Tried.Unusable(unreadable(e));
        }
    }

    private static String unreadable(IOException e) {
        return "The font cannot be read: " + e.getMessage() + ".";
    }

    private byte[] unpacked(byte[] file) throws IOException {
        return switch (format(file)) {
            case "wOFF" -> Woff.unpack(file, maxBytes);
            case "wOF2" -> Woff2.unpack(file, maxBytes);
            default -> file;
        };
    }

    private static boolean canBeEmbedded(byte[] file) {
        try (var scratch = new PDDocument()) {
            var font = new TTFParser(true).parse(new RandomAccessReadBuffer(file));
            if (!font.getTableMap().containsKey("glyf")) {
                return false;
            }
            var embedded = PDType0Font.load(scratch, font, true);
            FontScan.coverage(font).stream().limit(MAX_TRIED).forEach(embedded::addToSubset);
            embedded.subset();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static String format(byte[] file) {
        return new String(file, 0, 4, StandardCharsets.ISO_8859_1);
    }
}
