package io.pressrun.render;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.FontResolver;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.FontFaceFontSupplier;
import com.openhtmltopdf.outputdevice.helper.FontResolverHelper;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import com.openhtmltopdf.render.FSFont;
import io.pressrun.document.FontFace;
import io.pressrun.document.FontMatch;
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
final class WebFontFamilies implements FontResolver {
    private final PdfBoxFontResolver engine;
    private final Map<String, List<Face>> families = new HashMap<>();

    /** @param name of the face's own family, and the address of its font */
    private record Face(FontFace face, String name) {}

    private WebFontFamilies(PdfBoxFontResolver engine) {
        this.engine = engine;
    }

    /** Takes over from the engine's own resolver, to which fonts may still be added. */
    static void install(SharedContext context, PdfBoxFontResolver engine, FontSources sources) {
        var fonts = new WebFontFamilies(engine);
        for (var rule : context.getCss().getFontFaceRules()) {
            var style = rule.getCalculatedStyle();
            String address = style.valueByName(CSSName.SRC).asString();
            boolean subset = !style.isIdent(CSSName.FS_FONT_SUBSET, IdentValue.COMPLETE_FONT);
            sources.at(address).ifPresent(source -> fonts.add(source.face(), address, subset, context));
        }
        context.setFontResolver(fonts);
    }

    private void add(FontFace face, String name, boolean subset, SharedContext context) {
        families.computeIfAbsent(face.family(), family -> new ArrayList<>()).add(new Face(face, name));
        engine.addFont(
                new FontFaceFontSupplier(context, name),
                name,
                face.weight() == null ? Integer.valueOf(400) : face.weight(),
                Boolean.TRUE.equals(face.slanted()) ? IdentValue.ITALIC : IdentValue.NORMAL,
                subset,
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
