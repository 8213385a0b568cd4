package io.pressrun.fetch;

import static io.pressrun.fetch.Fetching.assertAbsent;
import static io.pressrun.fetch.Fetching.assertBlocked;
import static io.pressrun.fetch.Fetching.assertUnavailable;
import static io.pressrun.fetch.Fetching.await;
import static io.pressrun.fetch.Fetching.fetcher;
import static io.pressrun.fetch.Fetching.found;
import static io.pressrun.fetch.Fetching.job;
import static io.pressrun.fetch.Fetching.open;
import static io.pressrun.fetch.Fetching.reaching;
import static io.pressrun.fetch.Fetching.withConnections;
import static io.pressrun.fetch.Fetching.withLimits;
import static io.pressrun.fetch.exchange.Exchanges.originsInUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pressrun.css.FontFace;
import io.pressrun.document.DocumentLimits;
import io.pressrun.document.DocumentParser;
import io.pressrun.document.ParsedDocument;
import io.pressrun.fetch.policy.NameLookup;
import io.pressrun.job.AssetKind;
import io.pressrun.job.Deadline;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.testing.WireServer;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobAssetsTest {
    @Test
    void sameAddressAskedAtOnce_isFetchedOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            go.await();
            wire.ok("x");
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                List<CompletableFuture<Asset>> answers = IntStream.range(0, 50)
                        .mapToObj(i -> assets.fetch(server.uri("/a#" + i), AssetKind.IMAGE))
                        .toList();
                go.countDown();
                answers.forEach(answer -> found(await(answer)));
                found(await(assets.fetch(server.uri("/a"), AssetKind.FONT)));

                assertThat(server.targets()).containsExactly("/a");
                assertThat(assets.settled()).hasSize(1);
            }
        }
    }

    @Test
    void failure_isKeptForTheJob() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.status("503 Busy"))) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets first = open(fetcher);
                    JobAssets second = open(fetcher)) {
                assertUnavailable(await(first.fetch(server.uri("/"), AssetKind.IMAGE)));
                assertUnavailable(await(first.fetch(server.uri("/"), AssetKind.IMAGE)));
                assertThat(server.requests()).hasSize(1);
                assertUnavailable(await(second.fetch(server.uri("/"), AssetKind.IMAGE)));
                assertThat(server.requests()).hasSize(2);
            }
        }
    }

    @Test
    void callerThatCancels_harmsNobodyElse() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            go.await();
            wire.ok("x");
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                CompletableFuture<Asset> other = assets.fetch(server.uri("/"), AssetKind.IMAGE);
                assets.fetch(server.uri("/"), AssetKind.IMAGE).cancel(true);
                go.countDown();
                found(await(other));
            }
        }
    }

    @Test
    void settled_listsAnswersInTheOrderOfTheQuestions() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/2")) {
                wire.status("404 Not Found");
            } else {
                wire.ok("x");
            }
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                List<URI> uris =
                        List.of(server.uri("/1"), server.uri("/2"), URI.create("file:///etc/passwd"), server.uri("/3"));
                List<CompletableFuture<Asset>> answers = uris.stream()
                        .map(uri -> assets.fetch(uri, AssetKind.IMAGE))
                        .toList();
                answers.forEach(Fetching::await);

                assertThat(assets.settled()).extracting(Asset::uri).isEqualTo(uris);
                found(assets.settled().get(0));
                assertAbsent(assets.settled().get(1));
                assertBlocked(assets.settled().get(2));
            }
        }
    }

    @Test
    void carriedFiles_comeFromWhereTheJobSays() throws Exception {
        ObjectReader objects = (object, maxBytes) -> CompletableFuture.completedFuture(
                new Asset.Found(object, object, ("object " + object).getBytes(StandardCharsets.UTF_8), "text/plain"));
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("image/gif", "remote"))) {
            Map<String, String> carried = Map.of(
                    "logo.png", "data:image/png;base64,aGk",
                    "fonts/a b.woff2", "s3://templates/a.woff2",
                    "r.gif", server.uri("/r.gif").toString(),
                    "bad.gif", "http://10.0.0.1/x.gif",
                    "loop", "job:///loop",
                    "file", "file:///etc/passwd",
                    "broken", "http://[");
            try (AssetFetcher fetcher = new AssetFetcher(reaching(server), objects);
                    JobAssets assets = open(fetcher, job(carried, List.of()), Fetching.PATIENCE)) {
                assertThat(carried(assets, "job:///logo.png").bytes())
                        .asString()
                        .isEqualTo("hi");
                assertThat(carried(assets, "job:///fonts/a%20b.woff2").bytes())
                        .asString()
                        .isEqualTo("object s3://templates/a.woff2");
                assertThat(carried(assets, "job:///r.gif").bytes()).asString().isEqualTo("remote");
                assertThat(carried(assets, "job:///r.gif").location()).isEqualTo(URI.create("job:///r.gif"));
                assertBlocked(await(assets.fetch(URI.create("job:///bad.gif"), AssetKind.IMAGE)));
                assertBlocked(await(assets.fetch(URI.create("job:///loop"), AssetKind.IMAGE)));
                assertBlocked(await(assets.fetch(URI.create("job:///file"), AssetKind.IMAGE)));
                assertAbsent(await(assets.fetch(URI.create("job:///broken"), AssetKind.IMAGE)));
                assertAbsent(await(assets.fetch(URI.create("job:///other.png"), AssetKind.IMAGE)));
                assertAbsent(await(assets.fetch(URI.create("job:///"), AssetKind.IMAGE)));
                assertThat(assets.settled()).extracting(Asset::uri).doesNotContain(server.uri("/r.gif"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://templates/a.woff2", "S3://templates/a.woff2", "templates/a.html"})
    void storedObject_isReadForTheJobAndRefusedToItsDocument(String object) {
        ObjectReader objects = (uri, maxBytes) ->
                CompletableFuture.completedFuture(new Asset.Found(uri, uri, new byte[] {1, 2, 3}, null));
        try (AssetFetcher fetcher = new AssetFetcher(reaching(), objects);
                JobAssets assets = open(fetcher)) {
            assertBlocked(await(assets.fetch(URI.create(object), AssetKind.IMAGE)));
            assertThat(found(await(assets.fetchNamedByJob(URI.create(object), AssetKind.OTHER)))
                            .bytes())
                    .hasSize(3);
        }
    }

    @Test
    void objectReaderThatFails_makesTheAssetUnavailable() {
        ObjectReader throwing = (uri, maxBytes) -> {
            throw new IllegalStateException("down");
        };
        ObjectReader failing = (uri, maxBytes) -> CompletableFuture.failedFuture(new IOException("down"));
        for (ObjectReader objects : List.of(throwing, failing)) {
            try (AssetFetcher fetcher = new AssetFetcher(reaching(), objects);
                    JobAssets assets = open(fetcher)) {
                assertUnavailable(await(assets.fetchNamedByJob(URI.create("s3://a/b"), AssetKind.OTHER)));
            }
        }
    }

    @Test
    void objects_areReadAFewAtATime_andNoMoreThanTheJobMayStillFetch() {
        List<Long> limits = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Asset>> reads = new CopyOnWriteArrayList<>();
        ObjectReader objects = (uri, maxBytes) -> {
            limits.add(maxBytes);
            CompletableFuture<Asset> read = new CompletableFuture<>();
            reads.add(read);
            return read;
        };
        URI object = URI.create("s3://templates/x");
        try (AssetFetcher fetcher = new AssetFetcher(withLimits(reaching(), 600, 1000, 100), objects);
                JobAssets assets = open(fetcher)) {
            List<CompletableFuture<Asset>> answers = IntStream.range(0, 10)
                    .mapToObj(i -> assets.fetchNamedByJob(object.resolve("/" + i), AssetKind.OTHER))
                    .toList();
            assertThat(limits).hasSize(8).containsOnly(600L);

            reads.getFirst().complete(new Asset.Found(object, object, new byte[500], null));
            found(await(answers.getFirst()));
            await().untilAsserted(() -> assertThat(limits).hasSize(9).endsWith(500L));

            assets.close();
            assertUnavailable(await(answers.getLast()));
            assertThat(reads).hasSize(9).allMatch(CompletableFuture::isDone);
        }
    }

    /** An empty document that names these. */
    private static ParsedDocument naming(List<AssetReference> assets) throws JobFailedException {
        ReferenceResolver references = new ReferenceResolver(null, Set.of());
        ParsedDocument empty = new DocumentParser(DocumentLimits.DEFAULT).parse("", references);
        return new ParsedDocument(
                empty.dom(),
                empty.base(),
                empty.page(),
                empty.charset(),
                assets,
                empty.fonts(),
                null,
                null,
                false,
                List.of());
    }

    @Test
    void prefetch_startsEverythingBeforeAnythingHasEnded() throws Exception {
        CountDownLatch allArrived = new CountDownLatch(16);
        try (WireServer server = WireServer.start((request, wire) -> {
            allArrived.countDown();
            allArrived.await();
            wire.ok("x");
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                await(assets.prefetch(naming(images(server, 16))));
                assertThat(assets.settled()).hasSize(16).allSatisfy(Fetching::found);
                assertThat(server.connections()).isEqualTo(16);
            }
        }
    }

    @Test
    void prefetch_followsStylesheetsWaveAfterWave() throws Exception {
        Map<String, String> sheets = Map.of(
                "/css/main.css", "@import 'sub/more.css'; .a { background: url(../img/a.png) }",
                "/css/sub/more.css", "@import url(../main.css); .b { background: url('b.png') }",
                "/moved.css", "");
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/moved.css")) {
                wire.redirect("302 Found", "/css/main.css");
            } else {
                wire.ok("text/css", sheets.getOrDefault(request.target(), "x"));
            }
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                await(assets.prefetch(
                        naming(List.of(new AssetReference(server.uri("/moved.css"), AssetKind.STYLESHEET)))));
                assertThat(server.targets())
                        .startsWith("/moved.css", "/css/main.css")
                        .contains("/css/sub/more.css", "/img/a.png", "/css/sub/b.png");
                int before = server.requests().size();
                found(await(assets.fetch(server.uri("/css/sub/b.png"), AssetKind.IMAGE)));
                assertThat(server.requests()).hasSize(before);
            }
        }
    }

    @Test
    void prefetch_endsWhenAssetsAreMissing() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.status("404 Not Found"))) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                await(assets.prefetch(naming(List.of(
                        new AssetReference(server.uri("/a.css"), AssetKind.STYLESHEET),
                        new AssetReference(URI.create("file:///etc/passwd"), AssetKind.STYLESHEET)))));
                assertThat(assets.settled()).hasSize(2);
            }
        }
    }

    @Test
    void prefetch_endsAtTheDeadline_andLeavesOutNoFontForWhatIsUnread() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<AssetFetcher> client = new AtomicReference<>();
        try (WireServer server = WireServer.start((request, wire) -> {
            for (int i = 0; i < 100; i++) {
                client.get().reading().threads().execute(() -> waitFor(go));
            }
            wire.ok("text/css", "p{font-family:F}");
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher, job(Map.of(), List.of()), Duration.ofSeconds(3))) {
                client.set(fetcher);
                ParsedDocument document = document("<style>@font-face{font-family:F;src:url(f.woff2)}</style>"
                        + "<link rel=stylesheet href='" + server.uri("/a.css") + "'>x");

                await(assets.prefetch(document));

                go.countDown();
                found(assets.settled().getFirst());
                await(CompletableFuture.runAsync(() -> {}, fetcher.reading().threads()));
                FontFace known = new FontFace("f", 400, false, null, List.of("f.woff2"));
                assertThat(document.fonts().isUnneeded(known)).isFalse();
            }
        }
    }

    @Test
    void prefetch_triesTheFurtherSourcesOfEachFace() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/a")) {
                wire.status("404 Not Found");
            } else {
                wire.ok("x");
            }
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = open(fetcher)) {
                String face = "@font-face{font-family:F;src:url(" + server.uri("/a") + "),url(%s)}";
                await(assets.prefetch(document("<style>" + face.formatted(server.uri("/b"))
                        + face.formatted(server.uri("/c")) + "p{font-family:F}</style>x")));

                assertThat(server.targets()).containsExactlyInAnyOrder("/a", "/b", "/c");
            }
        }
    }

    @Test
    void assetsOfAJob_areReadOneAfterTheOther() {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (AssetReading reading = new AssetReading()) {
            Executor job = reading.forOneJob();
            List<CompletableFuture<Void>> tasks = IntStream.range(0, 1_000)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                                atOnce.decrementAndGet();
                                if (i % 2 == 0) {
                                    throw new IllegalStateException("no matter");
                                }
                            },
                            job))
                    .toList();

            tasks.forEach(task -> assertThat(task).matches(done -> await(done.handle((any, failure) -> true))));
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void assetsAreRead_onPlatformThreadsThatMayTakeTheirTime() {
        try (AssetReading reading = new AssetReading()) {
            Thread thread = await(CompletableFuture.supplyAsync(Thread::currentThread, reading.forOneJob()));

            assertThat(thread.isVirtual()).isFalse();
            assertThat(thread.getName()).startsWith("read-");
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ParsedDocument document(String html) throws JobFailedException {
        return new DocumentParser(DocumentLimits.DEFAULT).parse(html, new ReferenceResolver(null, Set.of()));
    }

    @Test
    void requestsToOneOrigin_areLimited() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        try (WireServer server = WireServer.start((request, wire) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            three.countDown();
            three.await();
            underWay.decrementAndGet();
            wire.ok("x");
        })) {
            try (AssetFetcher fetcher = fetcher(withConnections(reaching(server), 3, 64));
                    JobAssets first = open(fetcher);
                    JobAssets second = open(fetcher)) {
                CompletableFuture<Void> one = first.prefetch(naming(images(server, 20)));
                CompletableFuture<Void> two = second.prefetch(naming(images(server, 20)));
                await(one);
                await(two);

                assertThat(first.settled()).hasSize(20).allSatisfy(Fetching::found);
                assertThat(second.settled()).hasSize(20).allSatisfy(Fetching::found);
                assertThat(most).hasValue(3);
                assertThat(server.connections()).isLessThanOrEqualTo(3);
                await().untilAsserted(() -> assertThat(originsInUse(fetcher)).isZero());
            }
        }
    }

    @Test
    void requestsOfOneJob_areLimited() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (WireServer server = WireServer.start((request, wire) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            underWay.decrementAndGet();
            wire.ok("x");
        })) {
            try (AssetFetcher fetcher = fetcher(withConnections(reaching(server), 16, 1));
                    JobAssets assets = open(fetcher)) {
                await(assets.prefetch(naming(images(server, 30))));
                assertThat(assets.settled()).hasSize(30).allSatisfy(Fetching::found);
                assertThat(most).hasValue(1);
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void deadline_freesWhoWaits() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/0")) {
                wire.awaitHangUp();
                hungUp.countDown();
            } else {
                wire.ok("x");
            }
        })) {
            try (AssetFetcher fetcher = fetcher(withConnections(reaching(server), 1, 64));
                    JobAssets late = open(fetcher, job(Map.of(), List.of()), Duration.ofSeconds(2));
                    JobAssets other = open(fetcher)) {
                CompletableFuture<Asset> sent = late.fetch(server.uri("/0"), AssetKind.IMAGE);
                CompletableFuture<Asset> queued = late.fetch(server.uri("/1"), AssetKind.IMAGE);
                assertUnavailable(await(sent));
                assertUnavailable(await(queued));
                assertUnavailable(await(late.fetch(server.uri("/2"), AssetKind.IMAGE)));
                assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
                found(await(other.fetch(server.uri("/3"), AssetKind.IMAGE)));
                assertThat(server.targets()).containsExactly("/0", "/3");
            }
        }
    }

    @Test
    void slowNameLookup_endsAtTheDeadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        NameLookup stuck = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        try (AssetFetcher fetcher = Fetching.withNames(FetchSettings.DEFAULT, stuck);
                JobAssets assets = open(fetcher, job(Map.of(), List.of()), Duration.ofMillis(200))) {
            assertUnavailable(await(assets.fetch(URI.create("https://slow.example/"), AssetKind.IMAGE)));
        }
    }

    @Test
    void close_cancelsWhatIsUnderWayAndFreesItsPermits() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch hungUp = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().equals("/0")) {
                arrived.countDown();
                wire.awaitHangUp();
                hungUp.countDown();
            } else {
                wire.ok("x");
            }
        })) {
            try (AssetFetcher fetcher = fetcher(withConnections(reaching(server), 1, 64));
                    JobAssets other = open(fetcher)) {
                JobAssets closed = open(fetcher);
                CompletableFuture<Asset> sent = closed.fetch(server.uri("/0"), AssetKind.IMAGE);
                CompletableFuture<Asset> queued = closed.fetch(server.uri("/1"), AssetKind.IMAGE);
                assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
                CompletableFuture<Asset> behind = other.fetch(server.uri("/2"), AssetKind.IMAGE);
                closed.close();

                assertUnavailable(await(sent));
                assertUnavailable(await(queued));
                assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
                found(await(behind));
                assertUnavailable(await(closed.fetch(server.uri("/4"), AssetKind.IMAGE)));
                assertThat(server.targets()).containsExactly("/0", "/2");
            }
        }
    }

    @Test
    void onEventLoop_isTrueInTheClientsCallbacksOnly() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            go.await();
            wire.ok("x");
        })) {
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    AssetFetcher stranger = fetcher(reaching(server));
                    JobAssets assets = open(fetcher);
                    JobAssets strange = open(stranger)) {
                CompletableFuture<List<Boolean>> inside = assets.fetch(server.uri("/"), AssetKind.IMAGE)
                        .thenApply(asset -> List.of(assets.onEventLoop(), strange.onEventLoop()));
                go.countDown();
                assertThat(await(inside)).containsExactly(true, false);
                assertThat(assets.onEventLoop()).isFalse();
            }
        }
    }

    @Test
    void manyThreadsThatWait_doNotStopTheClient() throws Exception {
        int waiters = 64;
        CountDownLatch held = new CountDownLatch(waiters);
        CountDownLatch go = new CountDownLatch(1);
        try (WireServer server = WireServer.start((request, wire) -> {
            if (request.target().startsWith("/image")) {
                held.countDown();
                go.await();
            }
            wire.ok("x");
        })) {
            try (AssetFetcher fetcher = fetcher(withConnections(reaching(server), waiters + 1, waiters + 1));
                    JobAssets assets = open(fetcher);
                    ExecutorService threads = Executors.newFixedThreadPool(waiters)) {
                List<Future<Asset>> answers = new ArrayList<>();
                for (AssetReference image : images(server, waiters)) {
                    answers.add(threads.submit(
                            () -> assets.fetch(image.uri(), AssetKind.IMAGE).get()));
                }
                assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
                found(await(assets.fetch(server.uri("/quick"), AssetKind.IMAGE)));
                assertThat(answers).noneMatch(Future::isDone);
                go.countDown();
                answers.forEach(answer -> found(await(answer)));
            }
        }
    }

    @Test
    void assetsBeyondTheirNumber_areToldOnce() throws Exception {
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("x"));
                AssetFetcher fetcher = fetcher(withLimits(reaching(server), 1_000, 10_000, 2));
                JobAssets assets = open(fetcher, job(Map.of("here.png", "data:,x"), List.of()), Fetching.PATIENCE)) {
            List<AssetReference> named = images(server, 100);
            for (AssetReference reference : named) {
                await(assets.fetch(reference.uri(), reference.kind()));
            }
            for (int i = 0; i < 100; i++) {
                assertAbsent(await(assets.fetch(URI.create("job:///gone" + i), AssetKind.IMAGE)));
            }

            assertThat(server.requests()).hasSize(2);
            assertThat(assets.settled()).hasSize(3);
            assertThat(Fetching.missing(assets.settled().get(2)).message())
                    .isEqualTo("The job names more than 2 assets.");
            carried(assets, "job:///here.png");
            found(await(assets.fetch(named.getFirst().uri(), AssetKind.IMAGE)));
        }
    }

    @Test
    void prefetch_asksForOneAssetTooManyAtTheMost() throws Exception {
        String sheet = IntStream.range(0, 50)
                .mapToObj(i -> "p{background:url(" + i + ")}")
                .reduce("", String::concat);
        try (WireServer server = WireServer.start((request, wire) -> wire.ok("text/css", sheet));
                AssetFetcher fetcher = fetcher(withLimits(reaching(server), 10_000, 100_000, 5));
                JobAssets assets = open(fetcher)) {
            List<AssetReference> sheets = IntStream.range(0, 3)
                    .mapToObj(i -> new AssetReference(server.uri("/" + i + "/a.css"), AssetKind.STYLESHEET))
                    .toList();
            await(assets.prefetch(naming(sheets)));

            assertThat(server.requests()).hasSize(5);
            assertThat(assets.settled()).hasSize(6);
        }
    }

    private static Asset.Found carried(JobAssets assets, String uri) {
        return found(await(assets.fetch(URI.create(uri), AssetKind.IMAGE)));
    }

    private static List<AssetReference> images(WireServer server, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AssetReference(server.uri("/image" + i), AssetKind.IMAGE))
                .toList();
    }

    @Test
    void bytesThatCameWithTheJob_areThereAfterItsDeadline() throws Exception {
        try (AssetFetcher fetcher = fetcher(FetchSettings.DEFAULT);
                JobAssets assets =
                        open(fetcher, job(Map.of("l.txt", "data:text/plain,carried"), List.of()), Fetching.PATIENCE)) {
            assets.close();

            found(await(assets.fetch(URI.create("data:text/plain,hello"), AssetKind.IMAGE)));
            found(await(assets.fetch(URI.create("job:///l.txt"), AssetKind.IMAGE)));
        }
    }

    @Test
    void deadlineOnAClockThatStandsStill_comesWhenTheClockHasGoneOn() throws Exception {
        AtomicLong now = new AtomicLong();
        AtomicInteger looks = new AtomicInteger();
        Deadline deadline = Deadline.after(Duration.ofMillis(1), () -> {
            looks.incrementAndGet();
            return now.get();
        });
        try (WireServer server = WireServer.start((request, wire) -> wire.awaitHangUp())) {
            RenderJob job = job(Map.of(), List.of());
            ReferenceResolver references = new ReferenceResolver(null, Set.of());
            try (AssetFetcher fetcher = fetcher(reaching(server));
                    JobAssets assets = fetcher.open(job, references, deadline)) {
                CompletableFuture<Asset> hanging = assets.fetch(server.uri("/"), AssetKind.IMAGE);
                int before = looks.get();
                await().until(() -> looks.get() > before + 2);
                assertThat(hanging).isNotDone();

                now.set(Duration.ofMillis(1).toNanos());
                assertUnavailable(await(hanging));
            }
        }
    }
}
