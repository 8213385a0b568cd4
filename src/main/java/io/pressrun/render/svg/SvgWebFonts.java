package io.pressrun.render.svg;

import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import io.pressrun.css.FontMatch;
import io.pressrun.fetch.Asset;
import io.pressrun.job.Warning;
import io.pressrun.render.bridge.WebFontFamilies;
import io.pressrun.render.font.GlyphOutlines;
import io.pressrun.render.font.WebFonts;
import io.pressrun.render.watch.RenderWatch;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.text.AttributedCharacterIterator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.batik.bridge.FontFace;
import org.apache.batik.gvt.font.GVTFont;
import org.apache.batik.gvt.font.GVTFontFace;
import org.apache.batik.gvt.font.GVTFontFamily;
import org.jspecify.annotations.Nullable;

/**
 * The fonts of one document for the text in its SVG. A family is looked up among those that the document brings, then
 * among the bundled ones; what has no font is sans. Batik takes one font for each family that a text names, so that a
 * family that is cut by characters is named once for each of its parts.
 */
final class SvgWebFonts extends OpenHtmlFontResolver {
    private static final String PART = " #";
    private static final int MAX_PARTS = 16;
    private static final int MAX_NAME = 200;
    /** Font files that the SVG of one document may be set in. */
    private static final int MAX_FONTS = 16;

    private static final Warning TOO_MANY = new Warning(
            "FONT_UNUSABLE",
            "Text in SVG is in another font: the document sets it in more than " + MAX_FONTS + ".",
            null);

    private static final Warning UNDRAWABLE = new Warning(
            "FONT_UNUSABLE", "Text in SVG is in another font: the outlines of its own cannot be drawn.", null);

    private final SvgFonts bundled;
    private final WebFonts usable;
    private final UserAgentCallback userAgent;
    private final Map<String, List<WebFontFamilies.Face>> families;
    private final RenderWatch watch;
    private final Consumer<Warning> warnings;
    private final Map<String, String> further = new HashMap<>();
    /** By the name of a face, or the number of a font that an SVG brings. */
    private final Map<String, Optional<GlyphOutlines>> outlines = new HashMap<>();

    /** @param families the faces of the document, by family in lower case */
    SvgWebFonts(
            SvgFonts bundled,
            WebFonts usable,
            UserAgentCallback userAgent,
            Map<String, List<WebFontFamilies.Face>> families,
            RenderWatch watch,
            Consumer<Warning> warnings) {
        this.bundled = bundled;
        this.usable = usable;
        this.userAgent = userAgent;
        this.families = families;
        this.watch = watch;
        this.warnings = warnings;
    }

    /** The names of a family's further parts as they follow its own in a list; mostly none. */
    String furtherParts(String family) {
        return further.computeIfAbsent(family, name -> {
            var faces = families.get(name);
            if (faces == null || name.length() > MAX_NAME || !name.matches("[^'\\\\\n\r\f]*")) {
                return "";
            }
            return IntStream.range(1, parts(faces))
                    .mapToObj(part -> ",'" + name + PART + part + "'")
                    .collect(Collectors.joining());
        });
    }

    /** How many faces share the text of one weight and slant, at the most. */
    private static int parts(List<WebFontFamilies.Face> faces) {
        Map<List<@Nullable Object>, Integer> cuts = new HashMap<>();
        int most = 1;
        for (var face : faces) {
            List<@Nullable Object> cut =
                    Arrays.asList(face.face().weight(), face.face().slanted());
            most = Math.max(most, cuts.merge(cut, 1, Integer::sum));
        }
        return Math.min(MAX_PARTS, most);
    }

    @Override
    public @Nullable GVTFontFamily resolve(String family) {
        String name = family.toLowerCase(Locale.ROOT);
        var faces = families.get(name);
        if (faces != null) {
            return new Family(name, faces, 0);
        }
        int mark = name.lastIndexOf(PART);
        faces = mark < 0 ? null : families.get(name.substring(0, mark));
        if (faces == null || !name.substring(mark + PART.length()).matches("[0-9]{1,3}")) {
            return bundled.family(family);
        }
        return new Family(name, faces, Integer.parseInt(name.substring(mark + PART.length())));
    }

    /** A font that the SVG itself brings. */
    @Override
    public @Nullable GVTFontFamily loadFont(InputStream file, FontFace rule) throws IOException {
        byte[] bytes = file.readNBytes(usable.maxBytes());
        String name = "svg " + outlines.size();
        return outlines(name, () -> usable(bytes))
                .map(font -> new OneFont(rule.getFamilyName(), font))
                .orElse(null);
    }

    private byte @Nullable [] usable(byte[] file) {
        var address = URI.create("data:font");
        return usable.usable(new Asset.Found(address, address, file, null), null, warning -> {})
                .orElse(null);
    }

    @Override
    public GVTFontFamily getDefault() {
        return bundled.sans();
    }

    @Override
    public GVTFontFamily getFamilyThatCanDisplay(char character) {
        return getDefault();
    }

    /** The outlines under a name, read the first time. */
    private Optional<GlyphOutlines> outlines(String name, Supplier<byte @Nullable []> file) {
        var known = outlines.get(name);
        if (known != null) {
            return known;
        }
        Optional<GlyphOutlines> read = Optional.empty();
        if (outlines.size() >= MAX_FONTS) {
            warnings.accept(TOO_MANY);
        } else {
            read = read(file.get());
        }
        outlines.put(name, read);
        return read;
    }

    private Optional<GlyphOutlines> read(byte @Nullable [] file) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(GlyphOutlines.of(file));
        } catch (IOException e) {
            warnings.accept(UNDRAWABLE);
            return Optional.empty();
        }
    }

    private abstract static class Named implements GVTFontFamily {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String getFamilyName() {
            return name;
        }

        @Override
        public GVTFontFace getFontFace() {
            return new GVTFontFace(name);
        }

        @Override
        public boolean isComplex() {
            return false;
        }

        @Override
        public GVTFont deriveFont(float size, AttributedCharacterIterator text) {
            return deriveFont(size, text.getAttributes());
        }
    }

    private final class OneFont extends Named {
        private final GlyphOutlines font;

        OneFont(String name, GlyphOutlines font) {
            super(name);
            this.font = font;
        }

        @Override
        @SuppressWarnings("rawtypes") // as Batik has it
        public GVTFont deriveFont(float size, Map attributes) {
            return new OutlineFont(getFamilyName(), new SizedOutlines(font, size, false), watch);
        }
    }

    /** The faces of a family that hold the same part of its characters. */
    private final class Family extends Named {
        private final List<WebFontFamilies.Face> faces;
        private final int part;

        Family(String name, List<WebFontFamilies.Face> faces, int part) {
            super(name);
            this.faces = faces;
            this.part = part;
        }

        @Override
        @SuppressWarnings("rawtypes") // as Batik has it
        public GVTFont deriveFont(float size, Map attributes) {
            int weight = weight(attributes.get(TextAttribute.WEIGHT));
            boolean slanted = attributes.get(TextAttribute.POSTURE) instanceof Float posture && posture > 0;
            var fitting = FontMatch.of(faces, WebFontFamilies.Face::face, weight, slanted);
            var face = fitting.get(Math.min(part, fitting.size() - 1));
            boolean slant = slanted && !Boolean.TRUE.equals(face.face().slanted());
            return outlines(face.name(), () -> userAgent.getBinaryResource(face.name(), ExternalResourceType.FONT))
                    .<GVTFont>map(font -> new OutlineFont(getFamilyName(), new SizedOutlines(font, size, slant), watch))
                    .orElseGet(() -> getDefault().deriveFont(size, attributes));
        }
    }

    /** What Batik makes of the weights of CSS, and back again. */
    private static int weight(@Nullable Object attribute) {
        if (!(attribute instanceof Float weight)) {
            return 400;
        }
        float[] limits = {0.6f, 0.8f, 0.95f, 1.1f, 1.4f, 1.75f, 2.1f, 2.5f};
        int hundreds = 1;
        for (float limit : limits) {
            hundreds += weight > limit ? 1 : 0;
        }
        return 100 * hundreds;
    }
}
