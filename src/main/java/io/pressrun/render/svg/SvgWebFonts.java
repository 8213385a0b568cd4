package io.pressrun.render.svg;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import io.pressrun.css.FontMatch;
import io.pressrun.job.Warning;
import io.pressrun.render.bridge.FontSources;
import io.pressrun.render.bridge.WebFontFamilies;
import io.pressrun.render.font.BundledFonts;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.io.InputStream;
import java.text.AttributedCharacterIterator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
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
    private static final int BOLD = 600;
    /** Fonts that the SVG of one document may be set in: those of AWT are kept for the life of the process. */
    private static final int MAX_FONTS = 16;

    private static final Warning TOO_MANY = new Warning(
            "FONT_UNUSABLE",
            "Text in SVG is in another font: the document sets it in more than " + MAX_FONTS
                    + ", this worker has used too many, or Java cannot draw the font.",
            null);

    private final SvgFonts process;
    private final UserAgentCallback userAgent;
    private final Map<String, List<WebFontFamilies.Face>> families;
    private final Map<String, String> further = new HashMap<>();
    private final Map<Made, Optional<GVTFont>> made = new HashMap<>();
    private final Consumer<Warning> warnings;

    /** A face as a text asks for it. */
    private record Made(String face, boolean bold, boolean slant) {}

    SvgWebFonts(
            SvgFonts process,
            UserAgentCallback userAgent,
            List<FontFaceRule> rules,
            FontSources sources,
            Consumer<Warning> warnings) {
        this.process = process;
        this.userAgent = userAgent;
        this.warnings = warnings;
        this.families = WebFontFamilies.faces(rules, sources);
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
            return process.bundledFamily(family);
        }
        return new Family(name, faces, Integer.parseInt(name.substring(mark + PART.length())));
    }

    /** A font that the SVG itself brings. */
    @Override
    public @Nullable GVTFontFamily loadFont(InputStream file, FontFace rule) throws IOException {
        byte[] bytes = file.readNBytes(process.maxFontBytes());
        if (made.size() >= MAX_FONTS) {
            warnings.accept(TOO_MANY);
            return null;
        }
        GVTFont font = process.ownFont(bytes);
        made.put(new Made("svg " + made.size(), false, false), Optional.ofNullable(font));
        return font == null ? null : new OneFont(rule.getFamilyName(), font);
    }

    @Override
    public @Nullable GVTFontFamily getDefault() {
        return process.bundledFamily(BundledFonts.SANS);
    }

    @Override
    public @Nullable GVTFontFamily getFamilyThatCanDisplay(char character) {
        return getDefault();
    }

    private Optional<GVTFont> font(Made wanted) {
        var known = made.get(wanted);
        if (known != null) {
            return known;
        }
        byte[] file =
                made.size() >= MAX_FONTS ? null : userAgent.getBinaryResource(wanted.face(), ExternalResourceType.FONT);
        var font = Optional.ofNullable(file == null ? null : process.webFont(file, wanted.bold(), wanted.slant()));
        if (font.isEmpty() && (file != null || made.size() >= MAX_FONTS)) {
            warnings.accept(TOO_MANY);
        }
        made.put(wanted, font);
        return font;
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

    private static final class OneFont extends Named {
        private final GVTFont font;

        OneFont(String name, GVTFont font) {
            super(name);
            this.font = font;
        }

        @Override
        @SuppressWarnings("rawtypes") // as Batik has it
        public GVTFont deriveFont(float size, Map attributes) {
            return font.deriveFont(size);
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
            int own = face.face().weight() == null ? 400 : face.face().weight();
            boolean slant = slanted && !Boolean.TRUE.equals(face.face().slanted());
            return font(new Made(face.name(), weight >= BOLD && own < BOLD, slant))
                    .map(font -> font.deriveFont(size))
                    .orElseGet(() -> Objects.requireNonNull(getDefault()).deriveFont(size, attributes));
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
