package io.pressrun.render.svg;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.svgsupport.BatikSVGImage;
import io.pressrun.job.Warning;
import io.pressrun.render.bridge.FontSources;
import io.pressrun.render.bridge.WebFontFamilies;
import io.pressrun.render.font.WebFonts;
import io.pressrun.render.watch.RenderWatch;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Batik's drawer for one document, since it holds state. It runs no scripts and opens nothing but {@code data:}. */
public final class SvgDrawer extends BatikSVGDrawer {
    private static final Set<String> SCHEMES = Set.of("data");

    private final SvgFonts bundled;
    private final WebFonts usable;
    private final FontSources sources;
    private final RenderWatch watch;
    private final Consumer<Warning> warnings;
    private @Nullable UserAgentCallback userAgent;
    private @Nullable SvgWebFonts fonts;

    /** @param usable finds out which of the fonts that an SVG brings can be drawn */
    public SvgDrawer(
            SvgFonts bundled, WebFonts usable, FontSources sources, RenderWatch watch, Consumer<Warning> warnings) {
        super(SvgScriptMode.SECURE, SCHEMES);
        this.bundled = bundled;
        this.usable = usable;
        this.sources = sources;
        this.watch = watch;
        this.warnings = warnings;
    }

    /** What follows the name of a family in lists, that it is drawn with all of its parts; mostly nothing. */
    public String furtherParts(String family) {
        return fonts == null ? "" : fonts.furtherParts(family);
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {
        fonts = new SvgWebFonts(
                bundled,
                usable,
                context.getUserAgentCallback(),
                WebFontFamilies.faces(rules, sources),
                watch,
                warnings);
        fontResolver = fonts;
    }

    @Override
    public void withUserAgent(UserAgentCallback agent) {
        super.withUserAgent(agent);
        userAgent = agent;
    }

    // Leaves out the sizes that are not positive: the engine passes 0 while it measures the columns of a
    // table, for a percentage of a width that is not known yet, and Batik refuses that.
    @Override
    public SVGImage buildSVGImage(
            Element svg, Box box, CssContext css, double width, double height, double dotsPerPixel) {
        if (isZero(box, CSSName.WIDTH) || isZero(box, CSSName.HEIGHT)) {
            return EmptySvg.INSTANCE;
        }
        var image = new BatikSVGImage(
                svg,
                box,
                positiveOrAbsent(width),
                positiveOrAbsent(height),
                positiveOrAbsent(CalculatedStyle.getCSSMaxWidth(css, box)),
                positiveOrAbsent(CalculatedStyle.getCSSMaxHeight(css, box)),
                dotsPerPixel,
                css);
        image.setFontResolver(fontResolver);
        image.setUserAgentCallback(userAgent);
        image.setSecurityOptions(false, false, SCHEMES);
        return image;
    }

    /** Whether the style gives the box no extent at all, as is done with an SVG that only holds symbols. */
    private static boolean isZero(Box box, CSSName dimension) {
        var value = box.getStyle().valueByName(dimension);
        return box.getStyle().isLength(dimension) && value.hasAbsoluteUnit() && value.asFloat() <= 0;
    }

    private static double positiveOrAbsent(double size) {
        return size > 0 ? size : -1;
    }
}
