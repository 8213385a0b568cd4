package io.pressrun.render;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.svgsupport.BatikSVGImage;
import com.openhtmltopdf.svgsupport.PDFTranscoder.OpenHtmlFontResolver;
import io.pressrun.job.Sha256;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.batik.gvt.font.GVTFontFamily;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * Fonts for text inside SVG. Batik draws with AWT fonts, which the JDK never frees, so each one is made once for the
 * whole process, and only when an SVG asks for its family.
 */
final class SvgFonts {
    private static final Logger log = LoggerFactory.getLogger(SvgFonts.class);

    /** Distinct web fonts that SVG text may use in the life of a process; each keeps a few hundred KB for good. */
    private static final int MAX_WEB_FONTS = 256;

    private static final Set<String> SCHEMES = Set.of("data");

    private final Map<String, FontFile> regularByAlias = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<FontFile> bundled;
    private final Map<String, OpenHtmlFontResolver> families = new ConcurrentHashMap<>();

    SvgFonts(List<FontFile> bundled) {
        this.bundled = bundled;
        for (FontFile font : bundled) {
            regularByAlias.putIfAbsent(font.family(), font);
            for (String alias : BundledFonts.ALIASES.getOrDefault(font.family(), List.of())) {
                regularByAlias.putIfAbsent(alias, font);
            }
        }
    }

    /** A drawer for one document: Batik's drawers hold state. It runs no scripts and opens nothing but {@code data:}. */
    BatikSVGDrawer newDrawer() {
        return new BatikSVGDrawer(BatikSVGDrawer.SvgScriptMode.SECURE, SCHEMES) {
            private @Nullable UserAgentCallback userAgent;

            @Override
            public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {
                this.fontResolver = new Resolver(rules, context);
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
        };
    }

    /** Whether the style gives the box no extent at all, as is done with an SVG that only holds symbols. */
    private static boolean isZero(Box box, CSSName dimension) {
        var value = box.getStyle().valueByName(dimension);
        return box.getStyle().isLength(dimension) && value.hasAbsoluteUnit() && value.asFloat() <= 0;
    }

    private static double positiveOrAbsent(double size) {
        return size > 0 ? size : -1;
    }

    private @Nullable GVTFontFamily bundledFamily(String name) {
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

    private @Nullable OpenHtmlFontResolver webFont(byte[] bytes, String family, int weight, boolean italic) {
        String key = Sha256.hex(bytes) + family + weight + italic;
        var known = families.get(key);
        if (known != null) {
            return known;
        }
        if (families.size() >= MAX_WEB_FONTS) {
            log.warn(
                    "SVG text has used {} distinct web fonts; further ones are drawn in Liberation Sans",
                    MAX_WEB_FONTS);
            return null;
        }
        return families.computeIfAbsent(key, k -> {
            var resolver = new OpenHtmlFontResolver();
            add(resolver, () -> new ByteArrayInputStream(bytes), family, weight, italic);
            return resolver;
        });
    }

    /** Looks a family up among the document's web fonts, then among the bundled ones; what has no font is sans. */
    private final class Resolver extends OpenHtmlFontResolver {
        private final List<FontFaceRule> rules;
        private final SharedContext context;

        Resolver(List<FontFaceRule> rules, SharedContext context) {
            this.rules = rules;
            this.context = context;
        }

        @Override
        public @Nullable GVTFontFamily resolve(String family) {
            var web = webFamily(family);
            return web != null ? web : bundledFamily(family);
        }

        private @Nullable GVTFontFamily webFamily(String family) {
            for (FontFaceRule rule : rules) {
                CalculatedStyle style = rule.getCalculatedStyle();
                var source = style.valueByName(CSSName.SRC);
                if (IdentValue.NONE.equals(source)
                        || !rule.hasFontFamily()
                        || !style.valueByName(CSSName.FONT_FAMILY).asString().equalsIgnoreCase(family)) {
                    continue;
                }
                byte[] bytes =
                        context.getUserAgentCallback().getBinaryResource(source.asString(), ExternalResourceType.FONT);
                if (bytes != null) {
                    boolean bold = rule.hasFontWeight() && IdentValue.BOLD.equals(style.getIdent(CSSName.FONT_WEIGHT));
                    boolean italic =
                            rule.hasFontStyle() && !IdentValue.NORMAL.equals(style.getIdent(CSSName.FONT_STYLE));
                    var resolver = webFont(bytes, family, bold ? 700 : 400, italic);
                    if (resolver != null && resolver.resolve(family) != null) {
                        return resolver.resolve(family);
                    }
                }
            }
            return null;
        }

        @Override
        public @Nullable GVTFontFamily getDefault() {
            return bundledFamily(BundledFonts.SANS);
        }

        @Override
        public @Nullable GVTFontFamily getFamilyThatCanDisplay(char character) {
            return bundledFamily(BundledFonts.SANS);
        }
    }
}
