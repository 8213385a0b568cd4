package io.pressrun.render.svg;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import io.pressrun.render.font.BundledFonts;
import io.pressrun.render.font.FontFile;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.batik.gvt.font.GVTFontFamily;
import org.jspecify.annotations.Nullable;

/**
 * The bundled fonts for text in SVG, as fonts of AWT. The JDK never frees such a font, so each family is made once for
 * the process, when an SVG first asks for it, and no font of a document becomes one. Thread-safe.
 */
public final class SvgFonts {
    private final List<FontFile> bundled;
    private final Map<String, FontFile> regularByAlias = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, OpenHtmlFontResolver> families = new ConcurrentHashMap<>();

    public SvgFonts(List<FontFile> bundled) {
        this.bundled = bundled;
        for (FontFile font : bundled) {
            regularByAlias.putIfAbsent(font.family(), font);
            for (String alias : BundledFonts.ALIASES.getOrDefault(font.family(), List.of())) {
                regularByAlias.putIfAbsent(alias, font);
            }
        }
    }

    GVTFontFamily sans() {
        return resolved(BundledFonts.SANS);
    }

    /** By its own name or another under which it is known; {@code null} for one that is not bundled. */
    @Nullable
    GVTFontFamily family(String name) {
        FontFile regular = regularByAlias.get(name);
        return regular == null ? null : resolved(regular.family());
    }

    private GVTFontFamily resolved(String family) {
        return families.computeIfAbsent(family, this::load).resolve(family);
    }

    private OpenHtmlFontResolver load(String family) {
        var resolver = new OpenHtmlFontResolver();
        for (FontFile font : bundled) {
            if (font.family().equals(family)) {
                byte[] bytes = BundledFonts.bytes(font);
                add(resolver, () -> new ByteArrayInputStream(bytes), font);
            }
        }
        return resolver;
    }

    private static void add(OpenHtmlFontResolver to, FSSupplier<InputStream> bytes, FontFile font) {
        try {
            to.addFontStream(bytes, font.family(), font.weight(), font.italic() ? FontStyle.ITALIC : FontStyle.NORMAL);
            if (font.weight() == 400 && !font.italic()) {
                // SVG text with no font-weight asks for a font without one.
                to.addFontStream(bytes, font.family(), null, FontStyle.NORMAL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the bundled font " + font.family() + " is damaged", e);
        }
    }
}
