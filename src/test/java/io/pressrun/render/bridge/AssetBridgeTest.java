package io.pressrun.render.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pressrun.css.FontDemand;
import io.pressrun.css.PageSize;
import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.JobAssets;
import io.pressrun.job.AssetKind;
import io.pressrun.job.Deadline;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import io.pressrun.render.EngineLimits;
import io.pressrun.render.RenderedPdf;
import io.pressrun.render.Rendering;
import io.pressrun.render.font.WebFonts;
import io.pressrun.render.image.WebImages;
import io.pressrun.render.watch.RenderWatch;
import io.pressrun.url.ReferenceResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetBridgeTest {
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");
    private static final int THREADS = 3;

    private final AtomicInteger requests = new AtomicInteger();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch answer = new CountDownLatch(1);
    private HttpServer server;
    private Rendering rendering;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        rendering = new Rendering(Set.of("127.0.0.1:" + port()), THREADS, EngineLimits.DEFAULT, List.of());
    }

    @AfterEach
    void stop() {
        answer.countDown();
        rendering.close();
        server.stop(0);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        requests.incrementAndGet();
        try {
            if (exchange.getRequestURI().getPath().startsWith("/late")) {
                answer.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getResponseHeaders().set("Content-Type", "image/png");
        exchange.sendResponseHeaders(200, PIXEL.length);
        exchange.getResponseBody().write(PIXEL);
        exchange.close();
    }

    private Future<RenderedPdf> start(String html) {
        return rendering.start(Rendering.job(html), new AtomicBoolean());
    }

    @Test
    void whileEveryRenderThreadWaits_theClientGoesOnCompletingRequests() throws Exception {
        var renders = new ArrayList<Future<RenderedPdf>>();
        for (int i = 0; i < THREADS; i++) {
            renders.add(start("<img src='" + address("/late" + i) + "'>"));
        }
        await().atMost(Rendering.PATIENCE).until(() -> requests.get() == THREADS);

        try (var assets = rendering.fetcher.open(
                Rendering.job(""), new ReferenceResolver(null, Set.of()), Deadline.after(Rendering.PATIENCE))) {
            var other =
                    assets.fetch(URI.create(address("/now")), AssetKind.IMAGE).get(20, TimeUnit.SECONDS);
            assertThat(other).isInstanceOf(Asset.Found.class);
        }
        assertThat(renders).noneMatch(Future::isDone);
        assertThat(rendering.pool.busy()).isEqualTo(THREADS);

        answer.countDown();
        for (var render : renders) {
            assertThat(Rendering.await(render).pages()).isEqualTo(1);
        }
    }

    @Test
    void aWaitOnTheClientsOwnThread_failsAtOnce() throws Exception {
        try (var assets = rendering.fetcher.open(
                Rendering.job(""), new ReferenceResolver(null, Set.of()), Deadline.after(Rendering.PATIENCE))) {
            var bridge = bridge(assets);
            var late = assets.fetch(URI.create(address("/late")), AssetKind.IMAGE);
            var onLoop = new CompletableFuture<Asset>();
            var _ = late.thenAccept(asset -> {
                try {
                    onLoop.complete(bridge.await(address("/late/other"), AssetKind.IMAGE));
                } catch (Throwable e) {
                    onLoop.completeExceptionally(e);
                }
            });
            answer.countDown();

            assertThatThrownBy(() -> onLoop.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("event-loop thread");
        }
    }

    @Test
    void whatTheEngineAsksFor_isListedByItsKind() throws Exception {
        try (var assets = rendering.fetcher.open(
                Rendering.job(""), new ReferenceResolver(null, Set.of()), Deadline.after(Rendering.PATIENCE))) {
            var bridge = bridge(assets);
            try (var image = bridge.getUrl(address("/now.png")).getStream();
                    var svg = bridge.getUrl(address("/now.svg")).getReader();
                    var sheet = bridge.getUrl(address("/now.css")).getReader()) {
                assertThat(List.of(image, svg, sheet)).hasSize(3);
            }

            assertThat(assets.answers())
                    .extracting(JobAssets.Answer::kind)
                    .containsExactly(AssetKind.IMAGE, AssetKind.IMAGE, AssetKind.STYLESHEET);
        }
    }

    @Test
    void font_isMadeReadyOnce_howeverOftenTheEngineAsks() throws Exception {
        var tried = new ArrayList<Warning>();
        var references = new ReferenceResolver(null, Set.of());
        try (var assets = rendering.fetcher.open(Rendering.job(""), references, Deadline.after(Rendering.PATIENCE))) {
            var fonts = new FontSources(new FontDemand(), references, PageSize.DEFAULT);
            String css = fonts.stylesheet(
                    "@font-face{font-family:F;src:url(data:font/ttf,none)}", URI.create("https://h/a.css"));
            var bridge = bridge(assets, fonts, tried::add);

            assertThat(css).contains("font:0");
            for (int i = 0; i < 3; i++) {
                try (var font = bridge.getUrl("font:0").getStream()) {
                    assertThat(font).isNull();
                }
            }
            assertThat(tried).hasSize(1);
        }
    }

    private static AssetBridge bridge(JobAssets assets) throws JobFailedException {
        return bridge(assets, new FontSources(new FontDemand(), assets.references(), PageSize.DEFAULT), _ -> {});
    }

    private static AssetBridge bridge(JobAssets assets, FontSources fonts, Consumer<Warning> warnings)
            throws JobFailedException {
        var watch = new RenderWatch(Deadline.after(Rendering.PATIENCE), () -> false);
        var document = new DocumentParser(DocumentLimits.DEFAULT).parse("", new ReferenceResolver(null, Set.of()));
        return new AssetBridge(
                assets,
                document,
                watch,
                new WebImages(EngineLimits.DEFAULT.images(), watch, warning -> {}),
                new WebFonts(1 << 20),
                fonts,
                warnings);
    }

    @Test
    void theDeadline_freesTheWaitingThread() {
        rendering.within(Duration.ofMillis(300));

        assertThatThrownBy(() -> Rendering.await(start("<img src='" + address("/late") + "'>")))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.RENDER_TIMEOUT));
        await().atMost(Rendering.PATIENCE).until(() -> rendering.pool.busy() == 0);
    }

    @Test
    void cancellation_freesTheWaitingThread() {
        var cancelled = new AtomicBoolean();
        var render = rendering.start(Rendering.job("<img src='" + address("/late") + "'>"), cancelled);
        await().atMost(Rendering.PATIENCE).until(() -> requests.get() == 1);

        cancelled.set(true);

        assertThatThrownBy(() -> render.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void oneClient_servesAllJobs() throws Exception {
        for (int i = 0; i < 8; i++) {
            rendering.print("<img src='" + address("/now" + i) + "'>");
        }

        assertThat(requests).hasValue(8);
        assertThat(connections).hasSize(1);
    }

    @Test
    void upperCaseScheme_goesThroughTheClient() throws Exception {
        rendering.print("<img src='HTTP://127.0.0.1:" + port() + "/now'>");

        assertThat(requests).hasValue(1);
    }

    @Test
    void anImageUsedOften_isFetchedOnce() throws Exception {
        rendering.print(("<img src='" + address("/now") + "'>").repeat(5)
                + ("<div style='background:url(" + address("/now") + ");height:9px'></div>").repeat(5));

        assertThat(requests).hasValue(1);
    }

    @Test
    void forbiddenSchemes_reachNothing(@TempDir Path folder) throws Exception {
        String marker = "MARKER-7461";
        Path text = Files.writeString(folder.resolve("a.css"), "p::after{content:'" + marker + "'}");
        Path svg = Files.writeString(
                folder.resolve("a.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='50'><text y='20'>" + marker
                        + "</text></svg>");
        Path jar = folder.resolve("a.jar");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new java.util.zip.ZipEntry("a.css"));
            zip.write(Files.readAllBytes(text));
        }
        try (var trap = new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var caught = new AtomicInteger();
            Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        trap.accept().close();
                        caught.incrementAndGet();
                    }
                } catch (IOException e) {
                    // Closed with the test.
                }
            });
            String ftp = "127.0.0.1:" + trap.getLocalPort() + "/a.css";
            var html = new StringBuilder("<p>visible</p>");
            for (String address : List.of(
                    "file://" + text,
                    "FILE://" + svg,
                    "file:" + svg,
                    "fIlE:///" + svg,
                    "jar:file:" + jar + "!/a.css",
                    "JAR:file:" + jar + "!/a.css",
                    "classpath:/io/pressrun/job/render-job.schema.json",
                    "ftp://" + ftp,
                    "FTP://" + ftp,
                    "gopher://" + ftp,
                    "HTTP://" + ftp,
                    "http://localhost:" + trap.getLocalPort() + "/a.svg",
                    "//" + ftp,
                    text.toString(),
                    "view-source:file://" + text,
                    "url:file:" + text)) {
                html.append("""
                        <img src="%1$s"><img src="%1$s#x.svg"><link rel="stylesheet" href="%1$s">
                        <style>@import url("%1$s"); @import "%1$s?x"; div{background:url("%1$s")}
                        @font-face{font-family:F;src:url("%1$s")} p{font-family:F;list-style-image:url("%1$s")}
                        q::before{content:url("%1$s")}</style><div>d</div><q>q</q>
                        <svg width="99" height="9"><image xlink:href="%1$s" width="9" height="9"/>
                        <image href="%1$s" width="9" height="9"/><use xlink:href="%1$s#a"/>
                        <style>@import url("%1$s");</style><text style="fill:url(%1$s#a)">t</text></svg>
                        <object data="%1$s" type="image/svg+xml"></object><embed src="%1$s">
                        <iframe src="%1$s"></iframe><input type="image" src="%1$s"><table background="%1$s"></table>
                        <a href="%1$s" download="x" data-content-type="text/plain">a</a>
                        <link rel="attachment" href="%1$s">
                        """.formatted(address));
            }

            var printed = rendering.print(html.toString());

            assertThat(printed.text()).contains("visible").doesNotContain(marker);
            assertThat(caught).hasValue(0);
            try (var document = printed.open()) {
                assertThat(document.getDocumentCatalog().getNames()).isNull();
            }
        }
    }
}
