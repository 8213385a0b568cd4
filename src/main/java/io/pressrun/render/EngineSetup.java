package io.pressrun.render;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.layout.UrlAwareLineBreakIterator;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.pressrun.job.RenderJob.Profile;
import io.pressrun.render.bridge.AssetBridge;
import io.pressrun.render.bridge.FontSources;
import io.pressrun.render.font.WebFonts;
import io.pressrun.render.image.WebImages;
import io.pressrun.render.style.EngineStyles;
import io.pressrun.render.style.PageArea;
import io.pressrun.render.style.SheetShelf;
import io.pressrun.render.style.StyledDocument;
import io.pressrun.render.svg.GuardedSvg;
import io.pressrun.render.svg.SvgDrawer;
import io.pressrun.render.svg.SvgFonts;
import io.pressrun.render.svg.SvgReferences;
import io.pressrun.render.watch.RenderProgress;
import io.pressrun.render.watch.RenderWatch;
import io.pressrun.render.watch.WatchedBreaker;
import io.pressrun.render.watch.WatchedNamespaceHandler;
import io.pressrun.render.watch.WatchedReplacedElements;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The engine with all the hooks by which it is held to one document: its door to assets, its limits, its clock. */
final class EngineSetup {
    private static final String PRODUCER = "Pressrun";
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    private final RenderRequest request;
    private final FontSources fontSources;
    private final EngineLimits limits;
    private final WebFonts webFonts;
    private final SvgFonts svgFonts;
    private final RenderWatch watch;
    private final RenderProgress progress;
    private final WarningCollector warnings;
    private final WebImages images;
    private final AssetBridge bridge;

    EngineSetup(
            RenderRequest request,
            FontSources fontSources,
            EngineLimits limits,
            WebFonts webFonts,
            SvgFonts svgFonts,
            RenderWatch watch,
            RenderProgress progress,
            WarningCollector warnings) {
        this.request = request;
        this.fontSources = fontSources;
        this.limits = limits;
        this.webFonts = webFonts;
        this.svgFonts = svgFonts;
        this.watch = watch;
        this.progress = progress;
        this.warnings = warnings;
        this.images = new WebImages(limits.images(), watch, warnings::add);
        this.bridge = new AssetBridge(
                request.assets(), request.document(), watch, images, webFonts, fontSources, warnings::add);
    }

    /** The styles that stylesheets give the document, which is not adapted to the engine yet. */
    StyledDocument styles(SheetShelf sheets) {
        var document = request.document();
        var page = document.page();
        return new StyledDocument(
                document.dom(),
                document.base(),
                document.quirks(),
                PageArea.of(page.widthInPixels(), page.heightInPixels()),
                sheets,
                bridge::stylesheet);
    }

    /** @param styles of the document; {@code null} where the engine finds them */
    PdfBoxRenderer renderer(@Nullable StyledDocument styles) {
        var renderer = styles == null ? styledByTheEngine() : builder().buildPdfRenderer();
        var context = renderer.getSharedContext();
        if (styles != null) {
            EngineStyles.install(context, styles);
        }
        context.setReplacedElementFactory(
                new WatchedReplacedElements(context.getReplacedElementFactory(), watch, progress, warnings::add));
        return renderer;
    }

    /** The renderer with all styles computed, a second time where inline footnotes had to become blocks. */
    private PdfBoxRenderer styledByTheEngine() {
        var renderer = builder().buildPdfRenderer();
        boolean changed;
        try {
            changed = Footnotes.makeBlocks(request.document().dom(), renderer.getSharedContext());
        } catch (RuntimeException | Error e) {
            renderer.close();
            throw e;
        }
        if (changed) {
            renderer.close();
            renderer = builder().buildPdfRenderer();
        }
        return renderer;
    }

    private PdfRendererBuilder builder() {
        var builder = new PdfRendererBuilder();
        builder.withW3cDocument(
                request.document().dom(), request.document().base().toString());
        openNothingBut(builder);
        builder.useSVGDrawer(svg());
        builder.useNamespaceHandler(new WatchedNamespaceHandler(watch, progress));
        FSTextBreaker lines = new UrlAwareLineBreakIterator(BreakIterator.getLineInstance(Locale.ROOT));
        builder.useUnicodeLineBreaker(new WatchedBreaker(lines, watch));
        builder.useUnicodeCharacterBreaker(WatchedBreaker.of(BreakIterator.getCharacterInstance(Locale.ROOT), watch));
        builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
        builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
        builder.useReplacementText("\u25A1");
        builder.useDefaultPageSize(210, 297, PageSizeUnits.MM);
        builder.withProducer(PRODUCER);
        builder.withDiagnosticConsumer(warnings);
        conform(builder, request.job().pdf().profile());
        return builder;
    }

    /** What comes through the bridge. */
    private void openNothingBut(PdfRendererBuilder builder) {
        builder.useUriResolver(bridge);
        builder.useProtocolsStreamImplementation(bridge, AssetBridge.SCHEMES);
        builder.useExternalResourceAccessControl(
                (uri, type) -> type != ExternalResourceType.FILE_EMBED,
                ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                EngineSetup::mayBeOpened, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    }

    /** The last gate before the engine opens an address: only what the bridge answers for, in canonical form. */
    private static boolean mayBeOpened(String uri, ExternalResourceType type) {
        int colon = uri == null ? -1 : uri.indexOf(':');
        return colon > 0
                && AssetBridge.SCHEMES.contains(uri.substring(0, colon))
                && type != ExternalResourceType.FILE_EMBED;
    }

    private GuardedSvg svg() {
        var drawer = new SvgDrawer(svgFonts, webFonts, fontSources, watch, warnings::add);
        var references =
                new SvgReferences(request.document().dom(), bridge, images, drawer::furtherParts, watch, warnings::add);
        return new GuardedSvg(drawer, references, limits.maxImagePixels(), watch, warnings::add);
    }

    private static void conform(PdfRendererBuilder builder, Profile profile) {
        var conformance = switch (profile) {
            case PDF -> null;
            case PDF_A_1B -> PdfRendererBuilder.PdfAConformance.PDFA_1_B;
            case PDF_A_2B -> PdfRendererBuilder.PdfAConformance.PDFA_2_B;
            case PDF_A_2U -> PdfRendererBuilder.PdfAConformance.PDFA_2_U;
            case PDF_A_3B -> PdfRendererBuilder.PdfAConformance.PDFA_3_B;
            case PDF_A_3U -> PdfRendererBuilder.PdfAConformance.PDFA_3_U;
        };
        if (conformance != null) {
            builder.usePdfAConformance(conformance);
            builder.useColorProfile(SRGB);
        }
    }
}
