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
import com.openhtmltopdf.util.ThreadCtx;
import com.openhtmltopdf.util.XRLog;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob.Profile;
import io.pressrun.render.bridge.AssetBridge;
import io.pressrun.render.bridge.Attachments;
import io.pressrun.render.bridge.FontSources;
import io.pressrun.render.bridge.WebFontFamilies;
import io.pressrun.render.font.FontFile;
import io.pressrun.render.font.FontLibrary;
import io.pressrun.render.font.FontsOfDocument;
import io.pressrun.render.font.WebFonts;
import io.pressrun.render.image.WebImages;
import io.pressrun.render.svg.GuardedSvg;
import io.pressrun.render.svg.SvgDrawer;
import io.pressrun.render.svg.SvgFonts;
import io.pressrun.render.svg.SvgReferences;
import io.pressrun.render.watch.RenderAborted;
import io.pressrun.render.watch.RenderWatch;
import io.pressrun.render.watch.WatchedBreaker;
import io.pressrun.render.watch.WatchedNamespaceHandler;
import io.pressrun.render.watch.WatchedReplacedElements;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.IdentityHashMap;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints one document at a time on the calling thread, which should be one of a {@link RenderPool}. Thread-safe: what
 * holds state is made anew for each document, and parsed fonts are kept for each thread.
 */
public final class PdfEngine {
    private static final Logger log = LoggerFactory.getLogger(PdfEngine.class);
    private static final String PRODUCER = "Pressrun";
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    private final FontLibrary library;
    private final SvgFonts svgFonts;
    private final WebFonts webFonts;
    private final EngineLimits limits;
    private final ThreadLocal<IdentityHashMap<FontFile, TrueTypeFont>> parsedFonts =
            ThreadLocal.withInitial(IdentityHashMap::new);

    public PdfEngine(FontLibrary library, EngineLimits limits) {
        this.library = library;
        this.limits = limits;
        this.webFonts = new WebFonts(limits.maxFontBytes());
        this.svgFonts = new SvgFonts(library.bundled());
        XRLog.setLoggerImpl(new SilentLog());
        // No temporary file for each image.
        ImageIO.setUseCache(false);
    }

    /**
     * @throws JobFailedException RENDER_TIMEOUT, RENDER_FAILED, TOO_MANY_PAGES, TEXT_LOST, PDF_TOO_LARGE, or what an
     *     attachment's fetch gives
     * @throws InterruptedException when the request was cancelled
     */
    public RenderedPdf render(RenderRequest request) throws JobFailedException, InterruptedException {
        var watch = new RenderWatch(request.deadline(), request.cancelled());
        var warnings = new WarningCollector();
        try {
            return print(request, watch, warnings);
        } catch (RenderAborted e) {
            if (e.reason() == RenderAborted.Cause.CANCELLED) {
                throw new InterruptedException("the job was cancelled");
            }
            throw new JobFailedException(
                    FailureCode.RENDER_TIMEOUT,
                    "The document was not finished within the time for one render. Make it smaller or simpler,"
                            + " or raise pressrun.render.timeout.");
        } catch (StackOverflowError e) {
            throw new JobFailedException(
                    FailureCode.RENDER_FAILED,
                    "The document is nested too deeply for the engine. Flatten its elements or its SVG.",
                    e);
        } catch (OutOfMemoryError e) {
            throw new JobFailedException(
                    FailureCode.RENDER_FAILED,
                    "The document needs more memory than the worker has. Make it smaller or split it.",
                    e);
        } catch (IOException | RuntimeException e) {
            log.info("The engine failed on job {}", request.job().id(), e);
            throw new JobFailedException(
                    FailureCode.RENDER_FAILED,
                    "The engine cannot print this document: " + describe(e)
                            + ". Look for markup or styles that it does not take.",
                    e);
        } finally {
            ThreadCtx.cleanup();
        }
    }

    private static String describe(Throwable e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private RenderedPdf print(RenderRequest request, RenderWatch watch, WarningCollector warnings)
            throws IOException, JobFailedException {
        var dom = request.document().dom();
        var job = request.job();
        PageStyle.apply(dom, job);
        var fontSources = new FontSources(
                request.document().fonts(),
                request.assets().references(),
                request.document().page());
        fontSources.apply(dom, request.document().base());
        DocumentMetadata.apply(dom, job, request.document());
        var census = TextCensus.of(dom);
        var doubtful =
                library.notBundled(TextCensus.visible(request.document().fonts().text()));
        doubtful.or(library.notBundled(census.codePoints()));
        var glyphs = new GlyphCheck(doubtful);

        try (PdfBoxRenderer renderer = renderer(request, fontSources, watch, warnings)) {
            new FontsOfDocument(renderer.getPdfDocument(), parsedFonts.get())
                    .register(renderer.getFontResolver(), library.bundled(), library.fallbackFor(doubtful, watch, warnings::add));
            var context = renderer.getSharedContext();
            WebFontFamilies.install(context, renderer.getFontResolver(), fontSources);
            context.setReplacedElementFactory(
                    new WatchedReplacedElements(context.getReplacedElementFactory(), watch, warnings::add));
            context.setTextRenderer(new FirstFontMetrics(glyphs));
            renderer.layout();
            glyphs.check(dom.getDocumentElement(), census, warnings);
            int pages = renderer.getRootBox().getLayer().getPages().size();
            if (pages > limits.maxPages()) {
                throw new JobFailedException(
                        FailureCode.TOO_MANY_PAGES,
                        "The document has " + pages + " pages, allowed are " + limits.maxPages()
                                + ". Split it, or raise pressrun.render.max-pages.");
            }
            try (var document = renderer.createPDFKeepOpen()) {
                watch.check();
                var finishing = new Finishing(document, job);
                finishing.declareLanguage(dom.getDocumentElement());
                finishing.attach(Attachments.of(job, request.assets()).contents(watch));
                byte[] bytes = finishing.save(limits.maxPdfBytes());
                return new RenderedPdf(bytes, document.getNumberOfPages(), warnings.warnings());
            }
        }
    }

    /** The renderer with all styles computed, a second time where inline footnotes had to become blocks. */
    private PdfBoxRenderer renderer(
            RenderRequest request, FontSources fontSources, RenderWatch watch, WarningCollector warnings) {
        var renderer = builder(request, fontSources, watch, warnings).buildPdfRenderer();
        boolean changed;
        try {
            changed = Footnotes.makeBlocks(request.document().dom(), renderer.getSharedContext());
        } catch (RuntimeException | Error e) {
            renderer.close();
            throw e;
        }
        if (!changed) {
            return renderer;
        }
        renderer.close();
        return builder(request, fontSources, watch, warnings).buildPdfRenderer();
    }

    private PdfRendererBuilder builder(
            RenderRequest request, FontSources fontSources, RenderWatch watch, WarningCollector warnings) {
        var builder = new PdfRendererBuilder();
        var images = new WebImages(limits.images(), watch, warnings::add);
        var bridge = new AssetBridge(
                request.assets(), request.document(), watch, images, webFonts, fontSources, warnings::add);
        builder.withW3cDocument(
                request.document().dom(), request.document().base().toString());
        builder.useUriResolver(bridge);
        builder.useProtocolsStreamImplementation(bridge, AssetBridge.SCHEMES);
        builder.useExternalResourceAccessControl(
                (uri, type) -> type != ExternalResourceType.FILE_EMBED,
                ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                PdfEngine::mayBeOpened, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        var drawer = new SvgDrawer(svgFonts, webFonts, fontSources, watch, warnings::add);
        var references =
                new SvgReferences(request.document().dom(), bridge, images, drawer::furtherParts, watch, warnings::add);
        builder.useSVGDrawer(new GuardedSvg(drawer, references, limits.maxImagePixels(), watch, warnings::add));
        builder.useNamespaceHandler(new WatchedNamespaceHandler(watch));
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

    /** The last gate before the engine opens an address: only what the bridge answers for, in canonical form. */
    private static boolean mayBeOpened(String uri, ExternalResourceType type) {
        int colon = uri == null ? -1 : uri.indexOf(':');
        return colon > 0
                && AssetBridge.SCHEMES.contains(uri.substring(0, colon))
                && type != ExternalResourceType.FILE_EMBED;
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
