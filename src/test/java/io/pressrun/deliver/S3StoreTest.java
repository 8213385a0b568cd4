package io.pressrun.deliver;

import static io.pressrun.deliver.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pressrun.job.FailureCode;
import io.pressrun.job.Receipt;
import io.pressrun.job.Sha256;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3StoreTest {
    private static final String ORIGIN = "render-requests/0/42@5d41402abc4b2a76";

    private LocalS3 s3;
    private S3Connection connection;
    private S3Store store;
    private String bucket;
    private int buckets;

    @BeforeAll
    void start() throws Exception {
        s3 = new LocalS3();
        connection = s3.connect(LocalS3.CREDENTIALS);
    }

    @AfterAll
    void stop() {
        connection.close();
        s3.close();
    }

    @BeforeEach
    void open() {
        bucket = "pdfs-" + buckets++;
        s3.objects().createContainer(bucket);
        store = new S3Store(connection, bucket, "printed");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static PdfFile pdf(String content) {
        return PdfFile.of("job-ü", content.getBytes(StandardCharsets.UTF_8), 7, null);
    }

    private static PdfFile pdf(String content, int pages, String origin) {
        return PdfFile.of("job-ü", content.getBytes(StandardCharsets.UTF_8), pages, origin);
    }

    private byte[] bytesOf(String key) throws IOException {
        try (var in = s3.objects().getBlob(bucket, key)) {
            return in.readAllBytes();
        }
    }

    private void putForeign(String key, byte[] bytes) {
        connection
                .client()
                .putObject(put -> put.bucket(bucket).key(key), AsyncRequestBody.fromBytes(bytes))
                .join();
    }

    @Test
    void pdf_becomesAnObjectThatSaysWhatItIs() throws IOException {
        PdfFile pdf = pdf("%PDF a");

        Delivery delivery = store.put(pdf, "2026/März #1.pdf").join();

        assertThat(delivery)
                .isEqualTo(new Delivery(
                        pdf.receipt(
                                "store", "s3://" + bucket + "/printed/2026/M%C3%A4rz%20%231.pdf", "2026/März #1.pdf"),
                        null));
        assertThat(bytesOf("printed/2026/März #1.pdf")).isEqualTo(pdf.bytes());
        HeadObjectResponse head = s3.objects().blobMetadata(bucket, "printed/2026/März #1.pdf");
        assertThat(head.contentType()).isEqualTo("application/pdf");
        assertThat(head.metadata())
                .contains(
                        entry("pressrun-sha256", pdf.sha256()),
                        entry("pressrun-id", "job-%C3%BC"),
                        entry("pressrun-pages", "7"))
                .doesNotContainKey("pressrun-origin");
    }

    @Test
    void sameBytesAgain_succeed() {
        Delivery first = store.put(pdf("a"), "x.pdf").join();

        assertThat(store.put(pdf("a"), "x.pdf").join()).isEqualTo(first);
    }

    @Test
    void otherBytes_areAConflictAndOverwriteNothing() throws IOException {
        store.put(pdf("a"), "x.pdf").join();

        for (String other : List.of("b", "longer", "")) {
            assertThat(failure(store.put(pdf(other), "x.pdf"), FailureCode.OUTPUT_CONFLICT))
                    .hasMessageContainingAll("printed/x.pdf", "Choose another output key");
        }
        assertThat(bytesOf("printed/x.pdf")).asString().isEqualTo("a");
    }

    @Test
    void objectThatAnEarlierRunOfTheJobLeft_isAdopted() throws IOException {
        PdfFile left = pdf("earlier", 3, ORIGIN);
        store.put(left, "x.pdf").join();

        Delivery delivery =
                store.put(pdf("later and longer", 5, ORIGIN), "x.pdf").join();

        assertThat(delivery.receipt()).isEqualTo(left.receipt("store", "s3://" + bucket + "/printed/x.pdf", "x.pdf"));
        assertThat(bytesOf("printed/x.pdf")).isEqualTo(left.bytes());
        assertThat(s3.objects().blobMetadata(bucket, "printed/x.pdf").metadata())
                .contains(entry("pressrun-origin", ORIGIN));
    }

    @Test
    void otherBytesOfAnotherOrigin_areAConflict() throws IOException {
        store.put(pdf("a", 1, ORIGIN), "marked.pdf").join();
        store.put(pdf("a"), "plain.pdf").join();

        failure(store.put(pdf("b", 1, "render-requests/0/1@00"), "marked.pdf"), FailureCode.OUTPUT_CONFLICT);
        failure(store.put(pdf("b"), "marked.pdf"), FailureCode.OUTPUT_CONFLICT);
        failure(store.put(pdf("b", 1, ORIGIN), "plain.pdf"), FailureCode.OUTPUT_CONFLICT);
        assertThat(bytesOf("printed/marked.pdf")).asString().isEqualTo("a");
        assertThat(bytesOf("printed/plain.pdf")).asString().isEqualTo("a");
    }

    @Test
    void sameBytes_succeedWhateverTheirOrigin() {
        store.put(pdf("a"), "x.pdf").join();

        for (String origin : List.of(ORIGIN, "render-requests/0/1@00")) {
            assertThat(store.put(pdf("a", 1, origin), "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void manyWritersOfOneOrigin_withDifferentBytesAllNameTheOneThatStays() throws IOException {
        List<PdfFile> pdfs = IntStream.range(0, 24)
                .mapToObj(i -> pdf("pdf " + i, i + 1, ORIGIN))
                .toList();
        List<CompletableFuture<Delivery>> puts =
                pdfs.stream().map(pdf -> store.put(pdf, "x.pdf")).toList();

        List<Receipt> named =
                puts.stream().map(put -> put.join().receipt()).distinct().toList();

        assertThat(named).hasSize(1);
        PdfFile winner = pdfs.get(named.getFirst().pages() - 1);
        assertThat(named).containsExactly(winner.receipt("store", "s3://" + bucket + "/printed/x.pdf", "x.pdf"));
        assertThat(bytesOf("printed/x.pdf")).isEqualTo(winner.bytes());
    }

    @Test
    void objectOfAnotherProgram_isComparedByItsBytes() {
        putForeign("printed/x.pdf", "a".getBytes(StandardCharsets.UTF_8));

        assertThat(store.put(pdf("a"), "x.pdf")).succeedsWithin(Duration.ofSeconds(20));
        failure(store.put(pdf("b"), "x.pdf"), FailureCode.OUTPUT_CONFLICT);
    }

    @Test
    void manyWritersOfOneKey_oneContentStays() throws IOException {
        List<CompletableFuture<Delivery>> puts = IntStream.range(0, 24)
                .mapToObj(i -> store.put(pdf("pdf " + i % 2), "x.pdf"))
                .toList();
        puts.forEach(put -> put.handle((done, error) -> done).join());

        int[] winners = IntStream.range(0, 24)
                .filter(i -> !puts.get(i).isCompletedExceptionally())
                .toArray();
        var content = new String(bytesOf("printed/x.pdf"), StandardCharsets.UTF_8);
        assertThat(winners).hasSize(12);
        assertThat(Arrays.stream(winners)).allMatch(i -> content.equals("pdf " + i % 2));
        puts.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .forEach(put -> failure(put, FailureCode.OUTPUT_CONFLICT));
    }

    @Test
    void largePdf_arrivesWhole() throws IOException {
        byte[] bytes = new byte[20 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        PdfFile pdf = PdfFile.of("large", bytes, 500, null);

        store.put(pdf, "large.pdf").join();

        assertThat(Sha256.hex(bytesOf("printed/large.pdf"))).isEqualTo(pdf.sha256());
    }

    @Test
    void wrongHash_isRefusedByTheStoreThatChecksIt() {
        var damaged = new PdfFile("job", new byte[] {1, 2, 3}, 1, Sha256.hex(new byte[] {1, 2}), null);

        failure(store.put(damaged, "x.pdf"), FailureCode.STORE_REFUSED);
        assertThat(s3.objects().blobExists(bucket, "printed/x.pdf")).isFalse();
    }

    @Test
    void keyThatIsNone_isInvalid() {
        failure(store.put(pdf("a"), "../x.pdf"), FailureCode.OUTPUT_INVALID);
        assertThat(failure(store.put(pdf("a"), "a/".repeat(511) + "b"), FailureCode.OUTPUT_INVALID))
                .hasMessageContaining("1024 bytes");
    }

    @Test
    void missingBucket_isRefusedWithAWayOut() {
        var elsewhere = new S3Store(connection, "absent", "");

        assertThat(failure(elsewhere.put(pdf("a"), "x.pdf"), FailureCode.STORE_REFUSED))
                .hasMessageContainingAll("bucket does not exist", "pressrun.store.s3.bucket");
        assertThat(failure(elsewhere.probe(), FailureCode.STORE_REFUSED)).hasMessageContaining("\"absent\"");
        assertThat(store.probe()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void wrongCredentials_areRefusedAndNotShown() {
        for (S3Settings.Credentials wrong : List.of(
                new S3Settings.Credentials("local-identity", "wrong-credential"),
                new S3Settings.Credentials("stranger", "wrong-credential"))) {
            try (S3Connection stranger = s3.connect(wrong)) {
                var refused = new S3Store(stranger, bucket, "");

                assertThat(failure(refused.put(pdf("a"), "x.pdf"), FailureCode.STORE_REFUSED))
                        .hasMessageContainingAll("status 403", "s3:PutObject")
                        .hasMessageNotContainingAny("wrong-credential", "127.0.0.1");
                failure(refused.probe(), FailureCode.STORE_REFUSED);
            }
            assertThat(wrong.toString()).doesNotContain("wrong-credential");
        }
    }

    @Test
    void client_runsOnTheNettyOfTheWholeProgram() throws IOException {
        List<String> versions =
                Collections.list(S3StoreTest.class
                                .getClassLoader()
                                .getResources("META-INF/io.netty.versions.properties"))
                        .stream()
                        .flatMap(S3StoreTest::nettyVersions)
                        .distinct()
                        .toList();

        assertThat(versions).singleElement().asString().startsWith("4.2.");
    }

    private static Stream<String> nettyVersions(URL resource) {
        var properties = new Properties();
        try (var in = resource.openStream()) {
            properties.load(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".version"))
                .map(properties::getProperty);
    }
}
