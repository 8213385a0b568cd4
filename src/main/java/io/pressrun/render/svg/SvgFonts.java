package io.pressrun.render.svg;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.svgsupport.BatikSVGImage;
import com.openhtmltopdf.svgsupport.OpenHtmlGvtFont;
import com.openhtmltopdf.svgsupport.OpenHtmlGvtFontFamily;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import io.pressrun.fetch.Asset;
import io.pressrun.job.Sha256;
import io.pressrun.job.Warning;
import io.pressrun.render.bridge.FontSources;
import io.pressrun.render.font.BundledFonts;
import io.pressrun.render.font.FontFile;
import io.pressrun.render.font.WebFonts;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.batik.gvt.font.GVTFont;
import org.apache.batik.gvt.font.GVTFontFamily;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * Fonts for text inside SVG. Batik draws with AWT fonts, which the JDK never frees, so each one is made once for the
 * whole process, and only when an SVG asks for its family.
 */
public final class SvgFonts {
    private static final Logger log = LoggerFactory.getLogger(SvgFonts.class);

    /** Distinct web fonts that SVG text may use in the life of a process; each keeps a few hundred KB for good. */
    private static final int MAX_WEB_FONTS = 256;

    private static final Set<String> SCHEMES = Set.of("data");

    private final Map<String, FontFile> regularByAlias = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<FontFile> bundled;
    private final WebFonts webFonts;
    private final Map<String, OpenHtmlFontResolver> families = new ConcurrentHashMap<>();
    private final Map<String, GVTFont> webFontsMade = new ConcurrentHashMap<>();

    public SvgFonts(List<FontFile> bundled, WebFonts webFonts) {
        this.bundled = bundled;
        this.webFonts = webFonts;
        for (FontFile font : bundled) {
            regularByAlias.putIfAbsent(font.family(), font);
            for (String alias : BundledFonts.ALIASES.getOrDefault(font.family(), List.of())) {
                regularByAlias.putIfAbsent(alias, font);
            }
        }
    }

    public Drawer newDrawer(FontSources sources, Consumer<Warning> warnings) {
        return new Drawer(sources, warnings);
    }

    /** A drawer for one document: Batik's drawers hold state. It runs no scripts and opens nothing but {@code data:}. */
    public final class Drawer extends BatikSVGDrawer {
        private final FontSources sources;
        private final Consumer<Warning> warnings;
        private @Nullable UserAgentCallback userAgent;
        private @Nullable SvgWebFonts fonts;

        Drawer(FontSources sources, Consumer<Warning> warnings) {
            super(SvgScriptMode.SECURE, SCHEMES);
            this.sources = sources;
            this.warnings = warnings;
        }

        /** What follows the name of a family in lists, that it is drawn with all of its parts; mostly nothing. */
        public String furtherParts(String family) {
            return fonts == null ? "" : fonts.furtherParts(family);
        }

        @Override
        public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {
            fonts = new SvgWebFonts(SvgFonts.this, context.getUserAgentCallback(), rules, sources, warnings);
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
                return GuardedSvg.NOTHING;
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
    }

    /** Whether the style gives the box no extent at all, as is done with an SVG that only holds symbols. */
    private static boolean isZero(Box box, CSSName dimension) {
        var value = box.getStyle().valueByName(dimension);
        return box.getStyle().isLength(dimension) && value.hasAbsoluteUnit() && value.asFloat() <= 0;
    }

    private static double positiveOrAbsent(double size) {
        return size > 0 ? size : -1;
    }

    @Nullable
    GVTFontFamily bundledFamily(String name) {
        FontFile regular = regularByAlias.get(name);
        if (regular == null) {
            return null;
        }
        return families.computeIfAbsent(regular.family(), this::loadBundled).resolve(regular.family());
    }

    private OpenHtmlFontResolver loadBundled(String family) {
        var resolver = new OpenHtmlFontResolver();
        for (FontFile font : bundled) {
            if (font.family().equals(family)) {
                byte[] bytes = BundledFonts.bytes(font);
                add(resolver, () -> new ByteArrayInputStream(bytes), family, font.weight(), font.italic());
            }
        }
        return resolver;
    }

    private static void add(
            OpenHtmlFontResolver to, FSSupplier<InputStream> bytes, String family, int weight, boolean italic) {
        try {
            to.addFontStream(bytes, family, weight, italic ? FontStyle.ITALIC : FontStyle.NORMAL);
            if (weight == 400 && !italic) {
                // SVG text with no font-weight asks for a font without one.
                to.addFontStream(bytes, family, null, FontStyle.NORMAL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            log.debug("A font of family {} cannot be used in SVG: {}", family, e.toString());
        }
    }

    /**
     * The font of a file that can be used, made once.
     *
     * @param bold whether it is to be made bold, which it is not by itself
     * @param slanted whether it is to be slanted
     * @return {@code null} when there are too many, or when Java cannot use the file
     */
    @Nullable
    GVTFont webFont(byte[] file, boolean bold, boolean slanted) {
        String key = Sha256.hex(file) + bold + slanted;
        var known = webFontsMade.get(key);
        if (known != null) {
            return known;
        }
        if (webFontsMade.size() >= MAX_WEB_FONTS) {
            log.warn(
                    "SVG text has used {} distinct web fonts; further ones are drawn in Liberation Sans",
                    MAX_WEB_FONTS);
            return null;
        }
        try {
            Float weight = bold ? TextAttribute.WEIGHT_BOLD : null;
            Float posture = slanted ? TextAttribute.POSTURE_OBLIQUE : null;
            var font = new OpenHtmlGvtFont(file, new OpenHtmlGvtFontFamily("web"), 1, weight, posture);
            webFontsMade.put(key, font);
            return font;
        } catch (FontFormatException e) {
            log.debug("A web font cannot be used in SVG: {}", e.toString());
            return null;
        }
    }

    /** The font of a file that an SVG brings; {@code null} when it cannot be used. */
    @Nullable
    GVTFont ownFont(byte[] file) {
        var address = URI.create("data:font");
        return webFonts.usable(new Asset.Found(address, address, file, null), null, warning -> {})
                .map(usable -> webFont(usable, false, false))
                .orElse(null);
    }

    int maxFontBytes() {
        return webFonts.maxBytes();
    }
}
