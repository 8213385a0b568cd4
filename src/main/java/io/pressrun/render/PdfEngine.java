package io.pressrun.render;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.util.ThreadCtx;
import com.openhtmltopdf.util.XRLog;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.render.bridge.Attachments;
import io.pressrun.render.bridge.FontSources;
import io.pressrun.render.bridge.WebFontFamilies;
import io.pressrun.render.font.FontFile;
import io.pressrun.render.font.FontLibrary;
import io.pressrun.render.font.FontsOfDocument;
import io.pressrun.render.font.WebFonts;
import io.pressrun.render.style.SheetShelf;
import io.pressrun.render.svg.SvgFonts;
import io.pressrun.render.watch.RenderAborted;
import io.pressrun.render.watch.RenderDefect;
import io.pressrun.render.watch.RenderProgress;
import io.pressrun.render.watch.RenderProgress.Step;
import io.pressrun.render.watch.RenderWatch;
import java.io.IOException;
import java.util.BitSet;
import java.util.IdentityHashMap;
import javax.imageio.ImageIO;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints one document at a time on the calling thread, which should be one of a {@link RenderPool}. Thread-safe: what
 * holds state is made anew for each document, and parsed fonts are kept for each thread.
 */
public final class PdfEngine {
    private static final Logger log = LoggerFactory.getLogger(PdfEngine.class);

    private final FontLibrary library;
    private final SvgFonts svgFonts;
    private final WebFonts webFonts;
    private final EngineLimits limits;
    private final @Nullable SheetShelf sheets;
    private final ThreadLocal<IdentityHashMap<FontFile, TrueTypeFont>> parsedFonts =
            ThreadLocal.withInitial(IdentityHashMap::new);

    /** @param styles who finds the styles of elements */
    public PdfEngine(FontLibrary library, EngineLimits limits, Styles styles) {
        this.library = library;
        this.sheets = styles == Styles.OWN ? new SheetShelf() : null;
        this.limits = limits;
        this.webFonts = new WebFonts(limits.maxFontBytes());
        this.svgFonts = new SvgFonts(library.bundled());
        XRLog.setLoggerImpl(new SilentLog());
        // No temporary file for each image.
        ImageIO.setUseCache(false);
    }

    /**
     * @throws JobFailedException RENDER_TIMEOUT, RENDER_FAILED, TOO_MANY_PAGES, TEXT_LOST, PDF_TOO_LARGE, what an
     *     attachment's fetch gives, or INTERNAL_ERROR when the worker cannot read its machine's fonts
     * @throws InterruptedException when the request was cancelled
     * @throws IllegalStateException for a defect of Pressrun; what a library throws is the document's fault and
     *     RENDER_FAILED, by the rule of {@link RenderDefect}
     */
    public RenderedPdf render(RenderRequest request) throws JobFailedException, InterruptedException {
        var watch = new RenderWatch(request.deadline(), request.cancelled());
        var progress = new RenderProgress();
        try {
            return print(request, watch, progress);
        } catch (RenderAborted e) {
            if (e.reason() == RenderAborted.Cause.CANCELLED) {
                throw new InterruptedException("the job was cancelled");
            }
            throw new JobFailedException(
                    FailureCode.RENDER_TIMEOUT,
                    "The document was not finished within the time for one render. Make it smaller or simpler,"
                            + " or raise pressrun.render.timeout or pressrun.job.timeout.");
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
        } catch (RenderDefect e) {
            throw new IllegalStateException("a hook of the engine failed " + progress.where(), e.getCause());
        } catch (IOException | RuntimeException e) {
            if (RenderDefect.isOne(e)) {
                throw new IllegalStateException("a render failed " + progress.where(), e);
            }
            log.info("The engine failed on job {}", request.job().id(), e);
            throw new JobFailedException(
                    FailureCode.RENDER_FAILED,
                    "The engine cannot print this document: it failed " + progress.where()
                            + ". Look there for markup or styles that it does not take.",
                    e);
        } finally {
            ThreadCtx.cleanup();
        }
    }

    private RenderedPdf print(RenderRequest request, RenderWatch watch, RenderProgress progress)
            throws IOException, JobFailedException {
        var warnings = new WarningCollector();
        var document = request.document();
        JobPage.apply(document.dom(), request.job());
        var fontSources = new FontSources(document.fonts(), request.assets().references(), document.page());
        var setup = new EngineSetup(request, fontSources, limits, webFonts, svgFonts, watch, progress, warnings);
        var styled = sheets == null ? null : setup.styles(sheets);
        fontSources.apply(document.dom(), document.base());
        DocumentMetadata.apply(document.dom(), request.job(), document);
        var census = TextCensus.of(request.document().dom());
        var doubtful = doubtful(request, census);
        var glyphs = new GlyphCheck(doubtful);

        try (PdfBoxRenderer renderer = setup.renderer(styled)) {
            progress.begin(Step.LAYOUT);
            new FontsOfDocument(renderer.getPdfDocument(), parsedFonts.get())
                    .register(
                            renderer.getFontResolver(),
                            library.bundled(),
                            library.fallbackFor(doubtful, watch, warnings::add));
            WebFontFamilies.install(renderer.getSharedContext(), renderer.getFontResolver(), fontSources);
            renderer.getSharedContext().setTextRenderer(new FirstFontMetrics(glyphs));
            renderer.layout();
            glyphs.check(request.document().dom().getDocumentElement(), census, warnings);
            checkPages(renderer.getRootBox().getLayer().getPages().size());

            progress.begin(Step.PAINT);
            try (var pdf = renderer.createPDFKeepOpen()) {
                watch.check();
                progress.begin(Step.FILE);
                var finishing = new Finishing(pdf, request.job());
                finishing.declareLanguage(request.document().dom().getDocumentElement());
                finishing.attach(Attachments.of(request.job(), request.assets()).contents(watch));
                byte[] bytes = finishing.save(limits.maxPdfBytes());
                return new RenderedPdf(bytes, pdf.getNumberOfPages(), warnings.warnings());
            }
        }
    }

    /** The characters that not every font list ends with a bundled font for. */
    private BitSet doubtful(RenderRequest request, TextCensus census) {
        var doubtful =
                library.notBundled(TextCensus.visible(request.document().fonts().text()));
        doubtful.or(library.notBundled(census.codePoints()));
        return doubtful;
    }

    private void checkPages(int pages) throws JobFailedException {
        if (pages > limits.maxPages()) {
            throw new JobFailedException(
                    FailureCode.TOO_MANY_PAGES,
                    "The document has " + pages + " pages, allowed are " + limits.maxPages()
                            + ". Split it, or raise pressrun.render.max-pages.");
        }
    }
}
