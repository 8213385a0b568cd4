package io.pressrun.render.font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The Liberation families that travel in the jar, so that text is always embedded. They have the widths of Arial,
 * Times New Roman and Courier New and answer to those names and to the generic families (css-fonts-3, 3.1).
 */
public final class BundledFonts {
    public static final String SANS = "Liberation Sans";
    static final String SERIF = "Liberation Serif";
    static final String MONO = "Liberation Mono";

    /** Other names under which each family is known; the engine calls the generic ones by AWT's names as well. */
    public static final Map<String, List<String>> ALIASES = Map.of(
            SANS,
                    List.of(
                            "sans-serif",
                            "SansSerif",
                            "Arial",
                            "Helvetica",
                            "Helvetica Neue",
                            "system-ui",
                            "ui-sans-serif"),
            SERIF, List.of("serif", "Serif", "Times New Roman", "Times", "ui-serif"),
            MONO, List.of("monospace", "Monospaced", "Courier New", "Courier", "ui-monospace"));

    private record Style(String suffix, int weight, boolean italic) {}

    private static final List<Style> STYLES = List.of(
            new Style("Regular", 400, false),
            new Style("Bold", 700, false),
            new Style("Italic", 400, true),
            new Style("BoldItalic", 700, true));

    private BundledFonts() {}

    /** Serif first: text in an unknown family falls back to the first font that has its characters. */
    static List<FontFile> load() {
        var fonts = new ArrayList<FontFile>();
        for (String family : List.of(SERIF, SANS, MONO)) {
            for (Style style : STYLES) {
                byte[] bytes = file(family, style.suffix());
                FontFile.Loader loader = () -> new TTFParser(true).parse(new RandomAccessReadBuffer(bytes));
                try (var font = loader.load()) {
                    fonts.add(new FontFile(family, style.weight(), style.italic(), FontScan.coverage(font), loader));
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            "the bundled font " + family + " " + style.suffix() + " is damaged", e);
                }
            }
        }
        return List.copyOf(fonts);
    }

    public static byte[] bytes(FontFile font) {
        String style = STYLES.stream()
                .filter(s -> s.weight() == font.weight() && s.italic() == font.italic())
                .findFirst()
                .orElseThrow()
                .suffix();
        return file(font.family(), style);
    }

    private static byte[] file(String family, String style) {
        String name = "/io/pressrun/render/fonts/" + family.replace(" ", "") + "-" + style + ".ttf";
        try (InputStream in = BundledFonts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
