package io.pressrun.render.font;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Gives the fonts of the library to one document. A face is parsed once for each render thread and embedded at most
 * once for each document, under however many names it is known.
 */
public final class FontsOfDocument {
    private final PDDocument document;
    private final IdentityHashMap<FontFile, TrueTypeFont> parsedOnThisThread;
    private final IdentityHashMap<FontFile, PDFont> embedded = new IdentityHashMap<>();

    public FontsOfDocument(PDDocument document, IdentityHashMap<FontFile, TrueTypeFont> parsedOnThisThread) {
        this.document = document;
        this.parsedOnThisThread = parsedOnThisThread;
    }

    public void register(PdfBoxFontResolver resolver, List<FontFile> bundled, List<FontFile> fallback) {
        for (FontFile font : bundled) {
            add(resolver, font, font.family(), FontGroup.MAIN);
            for (String alias : BundledFonts.ALIASES.getOrDefault(font.family(), List.of())) {
                add(resolver, font, alias, FontGroup.MAIN);
            }
            if (!font.family().equals(BundledFonts.MONO)) {
                // Ahead of the built-in fonts, which are never embedded.
                add(resolver, font, font.family(), FontGroup.PRE_BUILT_IN_FALLBACK);
            }
        }
        for (FontFile font : fallback) {
            add(resolver, font, font.family(), FontGroup.PRE_BUILT_IN_FALLBACK);
        }
    }

    private void add(PdfBoxFontResolver resolver, FontFile font, String family, FontGroup group) {
        resolver.addFont(new Supplier(font), family, font.weight(), font.style(), true, group);
    }

    private PDFont embed(FontFile font) {
        return embedded.computeIfAbsent(font, file -> {
            try {
                var parsed = parsedOnThisThread.get(file);
                if (parsed == null) {
                    parsed = FontText.readable(file.loader().load());
                    parsedOnThisThread.put(file, parsed);
                }
                return PDType0Font.load(document, parsed, true);
            } catch (IOException e) {
                throw new UncheckedIOException("the font " + file.family() + " cannot be read", e);
            }
        });
    }

    private final class Supplier extends PDFontSupplier {
        private final FontFile font;

        @SuppressWarnings("NullAway") // the base class holds a font that this one makes when asked
        Supplier(FontFile font) {
            super((@Nullable PDFont) null);
            this.font = font;
        }

        @Override
        public PDFont supply() {
            return embed(font);
        }
    }
}
