package io.pressrun.render;

import io.pressrun.css.PageSize;
import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.document.HtmlText;
import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.job.Deadline;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.FetchOptions;
import io.pressrun.job.RenderJob.Output;
import io.pressrun.job.RenderJob.PageSetup;
import io.pressrun.job.RenderJob.PdfOptions;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.job.Warning;
import io.pressrun.render.RenderPool.Step;
import io.pressrun.render.font.FontLibrary;
import io.pressrun.testing.FetchLimits;
import io.pressrun.url.ReferenceResolver;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/** The whole way from HTML to a PDF, without Kafka and stores: parser, fetcher, pool and engine as a worker has them. */
public final class Rendering implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Path FONTS = Path.of("examples");

    public final AssetFetcher fetcher;
    public final RenderPool pool;
    private final PdfEngine engine;
    private final DocumentParser parser;
    private Duration limit = PATIENCE;

    public Rendering() {
        this(Set.of(), 1, EngineLimits.DEFAULT, List.of());
    }

    public Rendering(Set<String> hosts, int threads, EngineLimits limits, List<Path> fontDirectories) {
        this(hosts, threads, limits, fontDirectories, 16L << 20);
    }

    public Rendering(Set<String> hosts, int threads, EngineLimits limits, List<Path> fontDirectories, long stackBytes) {
        this(hosts, threads, limits, fontDirectories, stackBytes, Styles.ENGINE);
    }

    private Rendering(
            Set<String> hosts,
            int threads,
            EngineLimits limits,
            List<Path> fontDirectories,
            long stackBytes,
            Styles styles) {
        fetcher = new AssetFetcher(FetchLimits.of(hosts, PATIENCE), ObjectReader.none());
        pool = new RenderPool(threads, stackBytes);
        engine = new PdfEngine(new FontLibrary(fontDirectories, false), limits, styles);
        parser = new DocumentParser(new DocumentLimits(32L << 20, 400_000, 10_000, 10_000));
    }

    static Rendering with(Styles styles) {
        return new Rendering(Set.of(), 1, EngineLimits.DEFAULT, List.of(), 16L << 20, styles);
    }

    public Rendering within(Duration renderLimit) {
        limit = renderLimit;
        return this;
    }

    public Printed print(String html) throws JobFailedException {
        return print(job(html));
    }

    public Printed print(RenderJob job) throws JobFailedException {
        return await(start(job, new AtomicBoolean()));
    }

    /** Nothing is fetched ahead, so that the engine has to ask and to wait. */
    public Future<RenderedPdf> start(RenderJob job, AtomicBoolean cancelled) {
        return start(job, cancelled::get);
    }

    Future<RenderedPdf> start(RenderJob job, BooleanSupplier cancelled) {
        return pool.submit(Step.RENDER, () -> {
            var references = new ReferenceResolver(job.baseUrl(), job.assets().keySet());
            var document = parser.parse(
                    new HtmlText(((Source.Html) job.source()).html(), StandardCharsets.UTF_8),
                    references,
                    PageSize.of(job.page()));
            var deadline = Deadline.after(PATIENCE);
            try (var assets = fetcher.open(job, references, deadline)) {
                return engine.render(new RenderRequest(job, document, assets, Deadline.after(limit), cancelled));
            }
        });
    }

    public static Printed await(Future<RenderedPdf> render) throws JobFailedException {
        try {
            return new Printed(render.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JobFailedException failure) {
                throw failure;
            }
            throw new AssertionError("the render ended with a defect", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no PDF in time", e);
        }
    }

    @Nullable
    FailureCode failureOf(String html) {
        try {
            print(html);
            return null;
        } catch (JobFailedException e) {
            return e.code();
        }
    }

    public static RenderJob job(String html) {
        return RenderJob.ofHtml("test", html);
    }

    public static RenderJob job(String html, PdfOptions pdf) {
        return job(html, PageSetup.DEFAULT, pdf, Map.of(), null);
    }

    public static RenderJob job(String html, PageSetup page) {
        return job(html, page, PdfOptions.DEFAULT, Map.of(), null);
    }

    public static RenderJob job(String html, Map<String, String> assets) {
        return job(html, PageSetup.DEFAULT, PdfOptions.DEFAULT, assets, null);
    }

    public static RenderJob job(
            String html, PageSetup page, PdfOptions pdf, Map<String, String> assets, @Nullable URI baseUrl) {
        return new RenderJob(
                "test",
                new Source.Html(html),
                baseUrl,
                assets,
                page,
                pdf,
                FetchOptions.DEFAULT,
                new Output.Unspecified(),
                null,
                Map.of());
    }

    public static String data(String mediaType, byte[] bytes) {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    public static String fontFace(String family, String exampleFont) throws IOException {
        return "<style>@font-face{font-family:'" + family + "';src:url("
                + data("font/ttf", Files.readAllBytes(FONTS.resolve(exampleFont))) + ")}</style>";
    }

    @Override
    public void close() {
        pool.close();
        fetcher.close();
    }

    /** A PDF and what can be asked of it. */
    public record Printed(RenderedPdf pdf) {
        public byte[] bytes() {
            return pdf.bytes();
        }

        public int pages() {
            return pdf.pages();
        }

        public List<String> warningCodes() {
            return pdf.warnings().stream().map(Warning::code).toList();
        }

        public PDDocument open() throws IOException {
            return Loader.loadPDF(pdf.bytes());
        }

        public String text() throws IOException {
            try (var document = open()) {
                var stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                return stripper.getText(document).strip().replaceAll("\\s+", " ");
            }
        }

        /** The first page, a pixel a point. */
        public BufferedImage picture() throws IOException {
            try (var document = open()) {
                return new PDFRenderer(document).renderImage(0);
            }
        }

        /** How many pixels of the first page have about this colour. */
        public long pixels(int rgb) throws IOException {
            var picture = picture();
            long count = 0;
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    int p = picture.getRGB(x, y);
                    count += near(p >> 16, rgb >> 16) && near(p >> 8, rgb >> 8) && near(p, rgb) ? 1 : 0;
                }
            }
            return count;
        }

        private static boolean near(int a, int b) {
            return Math.abs((a & 0xFF) - (b & 0xFF)) < 60;
        }
    }
}
