package io.pressrun.deliver;

import static io.pressrun.deliver.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.fetch.Asset;
import io.pressrun.job.FailureCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3FailuresTest {
    private static final PdfFile PDF = PdfFile.of("job-1", "%PDF a".getBytes(StandardCharsets.UTF_8), 1, null);
    private static final URI OBJECT = URI.create("s3://templates/a.html");

    private ScriptedServer server;
    private S3Connection connection;
    private S3Store store;
    private S3Objects objects;

    @BeforeAll
    void start() throws IOException {
        server = new ScriptedServer();
        connection = connect(server.endpoint(), Duration.ofSeconds(20), 2, true);
    }

    @BeforeEach
    void reset() {
        server.reset();
        store = new S3Store(connection, "pdfs", "");
        objects = new S3Objects(connection, Set.of("templates"));
    }

    @AfterAll
    void stop() {
        connection.close();
        server.close();
    }

    private static S3Connection connect(URI endpoint, Duration timeout, int attempts, boolean checksums) {
        return S3Connection.open(new S3Settings(
                endpoint,
                "us-east-1",
                true,
                new S3Settings.Credentials("key", "hunter2"),
                new S3Settings.Requests(Duration.ofSeconds(2), timeout, timeout.multipliedBy(2), attempts, 10),
                checksums));
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError, STORE_UNAVAILABLE, 2",
        "502, BadGateway, STORE_UNAVAILABLE, 2",
        "503, SlowDown, STORE_UNAVAILABLE, 2",
        "504, Timeout, STORE_UNAVAILABLE, 2",
        "507, XMinioStorageFull, STORE_UNAVAILABLE, 1",
        "429, TooManyRequests, STORE_UNAVAILABLE, 2",
        "400, RequestTimeout, STORE_UNAVAILABLE, 2",
        "401, Unauthorized, STORE_REFUSED, 1",
        "403, AccessDenied, STORE_REFUSED, 1",
        "403, InvalidAccessKeyId, STORE_REFUSED, 1",
        "403, SignatureDoesNotMatch, STORE_REFUSED, 1",
        "404, NoSuchBucket, STORE_REFUSED, 1",
        "400, AuthorizationHeaderMalformed, STORE_REFUSED, 1",
        "400, ExpiredToken, STORE_REFUSED, 1",
        "301, PermanentRedirect, STORE_REFUSED, 1",
        "413, EntityTooLarge, PDF_TOO_LARGE, 1",
        "400, EntityTooLarge, PDF_TOO_LARGE, 1"
    })
    void errorOfTheStore_hasItsCodeAndIsRepeatedWhereThatMayHelp(
            int status, String error, FailureCode code, int requests) {
        server.thenError(status, error);

        assertThat(failure(store.put(PDF, "x.pdf"), code))
                .hasMessageStartingWith("The worker could not store the PDF \"x.pdf\": ")
                .hasMessageContaining("(status " + status + ", " + error + ")")
                .hasMessageNotContainingAny("hunter2", "127.0.0.1", "told so");
        assertThat(server.requests()).hasSize(requests);
    }

    @Test
    void errorThatPasses_isOvercome() {
        server.thenError(503, "SlowDown").thenStored();

        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        assertThat(server.methods()).containsExactly("PUT", "PUT");
    }

    @Test
    void errorCodeThatIsNone_isNotRepeatedInTheMessage() {
        server.thenError(403, "look: http://evil.example/");

        assertThat(failure(store.put(PDF, "x.pdf"), FailureCode.STORE_REFUSED))
                .hasMessageContaining("(status 403)")
                .hasMessageNotContaining("evil");
    }

    @Test
    void put_isConditionalAndCarriesItsHash() {
        server.thenStored();

        store.put(PDF, "x.pdf").join();

        ScriptedServer.Request put = server.requests().getFirst();
        assertThat(put.path()).isEqualTo("/pdfs/x.pdf");
        assertThat(put.bodyLength()).isEqualTo(PDF.bytes().length);
        assertThat(put.header("If-none-match")).isEqualTo("*");
        assertThat(put.header("Content-type")).isEqualTo("application/pdf");
        assertThat(put.header("X-amz-checksum-sha256")).hasSize(44);
        assertThat(put.header("Content-encoding")).isEmpty();
        assertThat(put.header("X-amz-trailer")).isEmpty();
    }

    @Test
    void put_carriesNoChecksumHeaderWhereTheStoreBearsNone() {
        server.thenStored();
        try (S3Connection plain = connect(server.endpoint(), Duration.ofSeconds(20), 1, false)) {
            new S3Store(plain, "pdfs", "").put(PDF, "x.pdf").join();
        }

        assertThat(server.requests().getFirst().headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-checksum"));
    }

    @Test
    void existingObject_isComparedByItsHash() {
        server.thenError(412, "PreconditionFailed").thenObject(6, Map.of("pressrun-sha256", PDF.sha256()));
        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        assertThat(server.methods()).containsExactly("PUT", "HEAD");
    }

    @Test
    void existingObject_withAnotherHashIsAConflict() {
        server.thenError(412, "PreconditionFailed").thenObject(6, Map.of("pressrun-sha256", "0".repeat(64)));
        failure(store.put(PDF, "x.pdf"), FailureCode.OUTPUT_CONFLICT);
    }

    @Test
    void existingObject_withAnotherLengthIsAConflictWhateverItsHashSays() {
        server.thenError(412, "PreconditionFailed").thenObject(7, Map.of("pressrun-sha256", PDF.sha256()));
        failure(store.put(PDF, "x.pdf"), FailureCode.OUTPUT_CONFLICT);
    }

    @Test
    void existingObjectOfTheSameOrigin_thatDoesNotTellWhatItIs_isAConflict() {
        server.thenError(412, "PreconditionFailed").thenObject(7, Map.of("pressrun-origin", "render-requests/0/42@00"));
        PdfFile pdf = PdfFile.of("job-1", PDF.bytes(), 1, "render-requests/0/42@00");
        failure(store.put(pdf, "x.pdf"), FailureCode.OUTPUT_CONFLICT);
    }

    @Test
    void lookWhoseAnswerBreaksOff_isUnavailableAndNoConflict() {
        server.thenError(412, "PreconditionFailed").thenStatus(200);
        assertThat(failure(store.put(PDF, "x.pdf"), FailureCode.STORE_UNAVAILABLE))
                .hasMessageContaining("connection");
    }

    @Test
    void existingObjectThatMayNotBeRead_isRefused() {
        server.thenError(412, "PreconditionFailed").thenStatus(403);
        assertThat(failure(store.put(PDF, "x.pdf"), FailureCode.STORE_REFUSED)).hasMessageContaining("s3:GetObject");
    }

    @Test
    void objectThatVanishesBetweenWriteAndLook_isWrittenAgain() {
        server.thenError(412, "PreconditionFailed").thenStatus(404).thenStored();
        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        assertThat(server.methods()).containsExactly("PUT", "HEAD", "PUT");
    }

    @Test
    void conflictingRequest_isRepeated() {
        server.thenError(409, "ConditionalRequestConflict")
                .thenError(409, "ConditionalRequestConflict")
                .thenStored();
        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        assertThat(server.methods()).containsExactly("PUT", "PUT", "PUT");
    }

    @Test
    void conflictWithoutEnd_isUnavailableAfterFiveAttempts() {
        server.thenError(409, "ConditionalRequestConflict");
        failure(store.put(PDF, "x.pdf"), FailureCode.STORE_UNAVAILABLE);
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void storeWithoutConditionalWrites_isAskedFirstFromThenOn() {
        server.thenError(501, "NotImplemented")
                .thenStatus(404)
                .thenStored()
                .thenObject(6, Map.of("pressrun-sha256", PDF.sha256()))
                .thenObject(6, Map.of("pressrun-sha256", "0".repeat(64)))
                .thenStatus(503);

        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        failure(store.put(PDF, "x.pdf"), FailureCode.OUTPUT_CONFLICT);
        failure(store.put(PDF, "x.pdf"), FailureCode.STORE_UNAVAILABLE);

        assertThat(server.methods()).containsExactly("PUT", "HEAD", "PUT", "HEAD", "HEAD", "HEAD", "HEAD");
        assertThat(server.requests().get(2).header("If-none-match")).isEmpty();
    }

    @Test
    void unconditionalWriteThatConflicts_isRepeatedFromTheLook() {
        server.thenStatus(501)
                .thenStatus(404)
                .thenError(409, "OperationAborted")
                .thenStatus(404)
                .thenStored();
        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        assertThat(server.methods()).containsExactly("PUT", "HEAD", "PUT", "HEAD", "PUT");
    }

    @Test
    void answerThatWasLost_isMadeUpForByTheComparison() {
        server.then(exchange -> {}) // closed without an answer
                .thenError(412, "PreconditionFailed")
                .thenObject(6, Map.of("pressrun-sha256", PDF.sha256()));
        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        assertThat(server.methods()).containsExactly("PUT", "PUT", "HEAD");
    }

    @Test
    void successWithoutATag_isBelievedOnlyAfterALook() {
        server.thenStatus(200).thenStatus(404).thenStatus(200).thenObject(6, Map.of("pressrun-sha256", PDF.sha256()));
        assertThat(store.put(PDF, "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        assertThat(server.methods()).containsExactly("PUT", "HEAD", "PUT", "HEAD");
    }

    @Test
    void silence_isUnavailableAfterTheTimeout() {
        var end = new CountDownLatch(1);
        server.then(exchange -> await(end));
        try (S3Connection hasty = connect(server.endpoint(), Duration.ofMillis(300), 1, true)) {
            assertThat(failure(new S3Store(hasty, "pdfs", "").put(PDF, "x.pdf"), FailureCode.STORE_UNAVAILABLE))
                    .hasMessageContaining("pressrun.store.s3.timeout");
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void connectionThatBreaks_isUnavailable() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeEach(socket));
            URI endpoint = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            try (S3Connection broken = connect(endpoint, Duration.ofSeconds(20), 2, true)) {
                assertThat(failure(new S3Store(broken, "pdfs", "").put(PDF, "x.pdf"), FailureCode.STORE_UNAVAILABLE))
                        .hasMessageContaining("pressrun.store.s3.endpoint");
                assertThat(new S3Objects(broken, Set.of("templates"))
                                .read(OBJECT, 1000)
                                .join())
                        .isInstanceOfSatisfying(
                                Asset.Missing.class,
                                missing ->
                                        assertThat(missing.transientFailure()).isTrue());
            }
        }
    }

    /** Hangs up in the middle of a header, until the socket is closed. */
    private static void closeEach(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().read(new byte[4096]);
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Le".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The test is over, or the client was faster.
            }
        }
    }

    @Test
    void closedPort_isUnavailable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (S3Connection closed = connect(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(5), 1, true)) {
            var unreachable = new S3Store(closed, "pdfs", "");
            failure(unreachable.put(PDF, "x.pdf"), FailureCode.STORE_UNAVAILABLE);
            failure(unreachable.probe(), FailureCode.STORE_UNAVAILABLE);
        }
    }

    @Test
    void connectionClosedUnderWay_failsThePutAndLeavesNobodyWaiting() {
        var end = new CountDownLatch(1);
        var arrived = new CountDownLatch(1);
        server.then(exchange -> {
            arrived.countDown();
            await(end);
        });
        S3Connection closing = connect(server.endpoint(), Duration.ofSeconds(20), 2, true);
        var closingStore = new S3Store(closing, "pdfs", "");
        CompletableFuture<Delivery> put = closingStore.put(PDF, "x.pdf");
        await(arrived);

        closing.close();

        failure(put, FailureCode.STORE_UNAVAILABLE);
        failure(closingStore.put(PDF, "x.pdf"), FailureCode.STORE_UNAVAILABLE);
        end.countDown();
    }

    @Test
    void objectThatAnnouncesTooMuch_isMissingBeforeItsBytesCome() {
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 1L << 40);
            exchange.getResponseBody().flush();
        });

        var missing = (Asset.Missing) objects.read(OBJECT, 1000).join();

        assertThat(missing.message()).contains("larger than the 1000 bytes");
    }

    @Test
    void objectWithoutALength_isReadToTheLimitAndNoFurther() {
        CompletableFuture<Void> cutOff = new CompletableFuture<>();
        server.then(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 16];
            Arrays.fill(piece, (byte) 'x');
            try {
                while (true) {
                    exchange.getResponseBody().write(piece);
                }
            } catch (IOException e) {
                cutOff.complete(null);
                throw e;
            }
        });

        var missing = (Asset.Missing) objects.read(OBJECT, 1_000_000).join();

        assertThat(missing.message()).contains("larger than the 1000000 bytes");
        assertThat(cutOff).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void objectThatNobodyWaitsFor_isReadNoFurther() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> cutOff = new CompletableFuture<>();
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 1L << 30);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[1 << 16]);
                    begun.complete(null);
                }
            } catch (IOException e) {
                cutOff.complete(null);
                throw e;
            }
        });

        CompletableFuture<Asset> reading = objects.read(OBJECT, 1L << 30);
        assertThat(begun).succeedsWithin(Duration.ofSeconds(20));
        reading.cancel(false);

        assertThat(cutOff).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void objectThatBreaksOff_isReadAgain() {
        server.then(exchange -> {
                    exchange.sendResponseHeaders(200, 10);
                    exchange.getResponseBody().write(new byte[5]);
                    exchange.getResponseBody().flush();
                })
                .then(exchange -> {
                    exchange.sendResponseHeaders(200, 10);
                    exchange.getResponseBody().write(new byte[10]);
                });

        var found = (Asset.Found) objects.read(OBJECT, 1000).join();

        assertThat(found.bytes()).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, false",
        "403, AccessDenied, false",
        "500, InternalError, true",
        "503, SlowDown, true",
        "501, NotImplemented, false"
    })
    void objectThatCannotBeRead_isMissingForNowOrForGood(int status, String error, boolean passes) {
        server.thenError(status, error);

        var missing = (Asset.Missing) objects.read(OBJECT, 1000).join();

        assertThat(missing.transientFailure()).as(missing.message()).isEqualTo(passes);
        assertThat(missing.blocked()).isFalse();
        assertThat(missing.message()).doesNotContain("127.0.0.1");
    }
}
