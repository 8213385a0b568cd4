package io.pressrun.render.bridge;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.FontResolver;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.FontFaceFontSupplier;
import com.openhtmltopdf.outputdevice.helper.FontResolverHelper;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import com.openhtmltopdf.render.FSFont;
import io.pressrun.css.FontFace;
import io.pressrun.css.FontMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets a family have several faces of one weight, each for other characters (css-fonts-4, 5.2 and 5.3). The engine takes
 * one face for each family that a text names, and looks for a character in one family after the other. So each face is
 * a family of its own here, and the name of a family stands for those of its faces that fit.
 */
public final class WebFontFamilies implements FontResolver {
    private final PdfBoxFontResolver engine;
    private final Map<String, List<Face>> families;

    /** @param name of the face's own family, and the address of its font */
    public record Face(FontFace face, String name) {}

    private WebFontFamilies(PdfBoxFontResolver engine, Map<String, List<Face>> families) {
        this.engine = engine;
        this.families = families;
    }

    /** The faces of the document's rules, in their order, by family in lower case. */
    public static Map<String, List<Face>> faces(List<FontFaceRule> rules, FontSources sources) {
        Map<String, List<Face>> families = new HashMap<>();
        for (var rule : rules) {
            String address = rule.getCalculatedStyle().valueByName(CSSName.SRC).asString();
            sources.at(address)
                    .ifPresent(source -> families.computeIfAbsent(source.face().family(), family -> new ArrayList<>())
                            .add(new Face(source.face(), address)));
        }
        return families;
    }

    /** Takes over from the engine's own resolver, to which fonts may still be added. */
    public static void install(SharedContext context, PdfBoxFontResolver engine, FontSources sources) {
        var families = faces(context.getCss().getFontFaceRules(), sources);
        families.values().forEach(faces -> faces.forEach(face -> add(face, engine, context)));
        context.setFontResolver(new WebFontFamilies(engine, families));
    }

    private static void add(Face face, PdfBoxFontResolver engine, SharedContext context) {
        Integer weight = face.face().weight();
        engine.addFont(
                new FontFaceFontSupplier(context, face.name()),
                face.name(),
                weight == null ? Integer.valueOf(400) : weight,
                Boolean.TRUE.equals(face.face().slanted()) ? IdentValue.ITALIC : IdentValue.NORMAL,
                true,
                FontGroup.MAIN);
    }

    @Override
    public FSFont resolveFont(SharedContext context, FontSpecification text) {
        if (families.isEmpty() || text.families == null) {
            return engine.resolveFont(context, text);
        }
        var eachFace = new FontSpecification();
        eachFace.size = text.size;
        eachFace.fontWeight = text.fontWeight;
        eachFace.fontStyle = text.fontStyle;
        eachFace.variant = text.variant;
        eachFace.families = families(text);
        return engine.resolveFont(context, eachFace);
    }

    private String[] families(FontSpecification text) {
        var names = new ArrayList<String>();
        for (String family : text.families) {
            var faces = families.get(family.replace("\"", "").toLowerCase(Locale.ROOT));
            if (faces == null) {
                names.add(family);
            } else {
                FontMatch.of(faces, Face::face, weight(text.fontWeight), isSlanted(text.fontStyle))
                        .forEach(face -> names.add(face.name()));
            }
        }
        return names.toArray(String[]::new);
    }

    private static int weight(IdentValue weight) {
        return FontResolverHelper.convertWeightToInt(weight);
    }

    private static boolean isSlanted(IdentValue style) {
        return IdentValue.ITALIC.equals(style) || IdentValue.OBLIQUE.equals(style);
    }
}
