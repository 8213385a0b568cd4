package io.pressrun.deliver;

import static io.pressrun.deliver.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Receipt;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ORIGIN = "render-requests/0/42@5d41402abc4b2a76";
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path temp;

    private Path root;
    private DirectoryStore store;

    @BeforeEach
    void open() throws IOException {
        root = temp.toRealPath().resolve("pdfs");
        store = DirectoryStore.open(root, 4, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static PdfFile pdf(String content) {
        return PdfFile.of("job-1", content.getBytes(StandardCharsets.UTF_8), 1, null);
    }

    private static PdfFile pdf(String content, int pages, String origin) {
        return PdfFile.of("job-1", content.getBytes(StandardCharsets.UTF_8), pages, origin);
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).map(directory::relativize).toList();
        }
    }

    @Test
    void pdf_liesUnderItsKeyAndNothingElseIsLeft() throws IOException {
        Delivery delivery = store.put(pdf("%PDF a"), "invoices/2026/1.pdf").join();

        Path file = root.resolve("invoices/2026/1.pdf");
        assertThat(delivery)
                .isEqualTo(new Delivery(pdf("%PDF a").receipt("store", "file://" + file, "invoices/2026/1.pdf"), null));
        assertThat(file).hasContent("%PDF a");
        assertThat(filesBelow(root)).containsExactly(Path.of("invoices/2026/1.pdf"));
    }

    @Test
    void address_isPercentEncodedAndLeadsToTheFile() throws IOException {
        Receipt receipt = store.put(pdf("a"), "März 2026/50% #1?.pdf").join().receipt();

        assertThat(receipt.uri()).startsWith("file:///").endsWith("/M%C3%A4rz%202026/50%25%20%231%3F.pdf");
        assertThat(Path.of(URI.create(receipt.uri()))).hasContent("a");
    }

    @Test
    void sameBytesAgain_succeedAndLeaveTheFileAlone() throws IOException {
        Delivery first = store.put(pdf("a"), "x.pdf").join();
        FileTime before = Files.getLastModifiedTime(root.resolve("x.pdf"));

        assertThat(store.put(pdf("a"), "x.pdf").join()).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(root.resolve("x.pdf"))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "longer", ""})
    void otherBytes_areAConflictAndOverwriteNothing(String other) {
        store.put(pdf("a"), "x.pdf").join();

        assertThat(failure(store.put(pdf(other), "x.pdf"), FailureCode.OUTPUT_CONFLICT))
                .hasMessageContainingAll("\"x.pdf\"", "Choose another key");
        assertThat(root.resolve("x.pdf")).hasContent("a");
    }

    @Test
    void pdfThatAnEarlierRunOfTheJobLeft_isAdopted() throws IOException {
        PdfFile left = pdf("earlier", 3, ORIGIN);
        store.put(left, "x.pdf").join();

        try (DirectoryStore afterTheCrash = DirectoryStore.open(root, 1, CLOCK)) {
            Delivery delivery = afterTheCrash
                    .put(pdf("later and longer", 5, ORIGIN), "x.pdf")
                    .join();

            assertThat(delivery.receipt())
                    .isEqualTo(
                            left.receipt("store", root.resolve("x.pdf").toUri().toString(), "x.pdf"));
            assertThat(Path.of(URI.create(delivery.receipt().uri()))).hasContent("earlier");
        }
        assertThat(filesBelow(root)).containsExactly(Path.of("x.pdf"));
    }

    @Test
    void otherBytesOfAnotherOrigin_areAConflict() {
        store.put(pdf("a", 1, ORIGIN), "marked.pdf").join();
        store.put(pdf("a"), "plain.pdf").join();

        failure(store.put(pdf("b", 1, "render-requests/0/1@00"), "marked.pdf"), FailureCode.OUTPUT_CONFLICT);
        failure(store.put(pdf("b"), "marked.pdf"), FailureCode.OUTPUT_CONFLICT);
        failure(store.put(pdf("b", 1, ORIGIN), "plain.pdf"), FailureCode.OUTPUT_CONFLICT);
        assertThat(root.resolve("marked.pdf")).hasContent("a");
        assertThat(root.resolve("plain.pdf")).hasContent("a");
    }

    @Test
    void sameBytes_succeedWhateverTheirOrigin() {
        store.put(pdf("a"), "x.pdf").join();

        for (String origin : List.of(ORIGIN, "render-requests/0/1@00")) {
            assertThat(store.put(pdf("a", 1, origin), "x.pdf")).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void fileThatDoesNotTellItsPages_isNotAdopted() throws IOException {
        store.put(pdf("a", 1, ORIGIN), "x.pdf").join();
        Files.setAttribute(root.resolve("x.pdf"), "user:pressrun-pages", ByteBuffer.wrap(new byte[] {'?'}));

        failure(store.put(pdf("b", 1, ORIGIN), "x.pdf"), FailureCode.OUTPUT_CONFLICT);
    }

    @Test
    void manyWritersOfOneOrigin_withDifferentBytesAllNameTheOneThatStays() throws IOException {
        try (DirectoryStore otherWorker = DirectoryStore.open(root, 4, CLOCK)) {
            List<PdfFile> pdfs = IntStream.range(0, 64)
                    .mapToObj(i -> pdf("pdf " + i, i + 1, ORIGIN))
                    .toList();
            List<CompletableFuture<Delivery>> puts = pdfs.stream()
                    .map(pdf -> (pdf.pages() % 2 == 0 ? store : otherWorker).put(pdf, "x.pdf"))
                    .toList();

            List<Receipt> named =
                    puts.stream().map(put -> put.join().receipt()).distinct().toList();

            assertThat(named).hasSize(1);
            PdfFile winner = pdfs.get(named.getFirst().pages() - 1);
            assertThat(named)
                    .containsExactly(winner.receipt(
                            "store", root.resolve("x.pdf").toUri().toString(), "x.pdf"));
            assertThat(root.resolve("x.pdf")).hasBinaryContent(winner.bytes());
        }
        assertThat(filesBelow(root)).containsExactly(Path.of("x.pdf"));
    }

    @Test
    void fileSystemWithoutAttributes_adoptsNothing() throws IOException {
        try (FileSystem plain = Jimfs.newFileSystem(Configuration.unix());
                DirectoryStore plainStore = DirectoryStore.open(plain.getPath("/pdfs"), 1, CLOCK)) {
            plainStore.put(pdf("a", 1, ORIGIN), "x.pdf").join();

            assertThat(plainStore.put(pdf("a", 1, ORIGIN), "x.pdf")).succeedsWithin(Duration.ofSeconds(10));
            failure(plainStore.put(pdf("b", 1, ORIGIN), "x.pdf"), FailureCode.OUTPUT_CONFLICT);
        }
    }

    @Test
    void largePdfs_areComparedToTheLastByte() {
        byte[] bytes = new byte[200_001];
        store.put(PdfFile.of("a", bytes.clone(), 1, null), "large.pdf").join();
        byte[] other = bytes.clone();
        other[200_000] = 1;

        assertThat(store.put(PdfFile.of("a", bytes, 1, null), "large.pdf")).succeedsWithin(Duration.ofSeconds(10));
        failure(store.put(PdfFile.of("a", other, 1, null), "large.pdf"), FailureCode.OUTPUT_CONFLICT);
    }

    @Test
    void keyOfADirectoryOrThroughAPdf_isAConflict() {
        store.put(pdf("a"), "a/b.pdf").join();

        failure(store.put(pdf("a"), "a"), FailureCode.OUTPUT_CONFLICT);
        assertThat(failure(store.put(pdf("a"), "a/b.pdf/c.pdf"), FailureCode.OUTPUT_CONFLICT))
                .hasMessageContaining("leads through a file");
    }

    @Test
    void manyWritersOfOneKey_withTheSameBytesAllSucceed() throws IOException {
        List<CompletableFuture<Delivery>> puts = IntStream.range(0, 64)
                .mapToObj(i -> store.put(pdf("same"), "deep/er/x.pdf"))
                .toList();

        assertThat(puts).allSatisfy(put -> assertThat(put).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(filesBelow(root)).containsExactly(Path.of("deep/er/x.pdf"));
    }

    @Test
    void manyWritersOfOneKey_withDifferentBytesOneSucceeds() throws IOException {
        try (DirectoryStore otherWorker = DirectoryStore.open(root, 4, CLOCK)) {
            assertOneWins(store, otherWorker, root.resolve("x.pdf"));
        }
        assertThat(filesBelow(root)).containsExactly(Path.of("x.pdf"));
    }

    @Test
    void withoutHardLinks_oneWriterOfAKeySucceedsStill() throws IOException {
        // The zip file system has no hard links.
        URI archive = URI.create("jar:" + temp.resolve("store.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"));
                DirectoryStore zipStore = DirectoryStore.open(zip.getPath("/pdfs"), 4, CLOCK)) {
            assertThatThrownBy(() -> Files.createLink(zip.getPath("/a"), zip.getPath("/pdfs")))
                    .isInstanceOf(UnsupportedOperationException.class);

            assertOneWins(zipStore, zipStore, zip.getPath("/pdfs/x.pdf"));
            assertThat(filesBelow(zip.getPath("/pdfs")).stream().map(Path::toString))
                    .containsExactlyInAnyOrder("x.pdf", ".pressrun-tmp/publish.lock");
        }
    }

    private static void assertOneWins(DirectoryStore one, DirectoryStore two, Path place) {
        List<CompletableFuture<Delivery>> puts = IntStream.range(0, 64)
                .mapToObj(i -> (i % 2 == 0 ? one : two).put(pdf("pdf " + i), "x.pdf"))
                .toList();

        puts.forEach(put -> put.handle((done, error) -> done).join());
        int[] winners = IntStream.range(0, 64)
                .filter(i -> !puts.get(i).isCompletedExceptionally())
                .toArray();
        assertThat(winners).hasSize(1);
        assertThat(place).hasContent("pdf " + winners[0]);
        puts.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .forEach(put -> failure(put, FailureCode.OUTPUT_CONFLICT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped.pdf", "a/../../escaped.pdf", "/tmp/escaped.pdf", ".pressrun-tmp/x", "a//b", ""})
    void keyThatLeadsOut_isInvalid(String key) throws IOException {
        failure(store.put(pdf("a"), key), FailureCode.OUTPUT_INVALID);

        assertThat(filesBelow(temp)).isEmpty();
    }

    @Test
    void linkToADirectory_isNotFollowed() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createDirectory(root.resolve("in"));
        Files.createSymbolicLink(root.resolve("in/link"), outside);

        for (String key : List.of("link/x.pdf", "in/link/x.pdf", "in/link/new/x.pdf")) {
            assertThat(failure(store.put(pdf("a"), key), FailureCode.OUTPUT_INVALID))
                    .hasMessageContaining("symbolic link");
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void linkUnderTheKey_isNeitherFollowedNorReplaced() throws IOException {
        Path outside = Files.writeString(temp.resolve("outside.pdf"), "a");
        Path link = Files.createSymbolicLink(root.resolve("link.pdf"), outside);
        Files.createSymbolicLink(root.resolve("dangling.pdf"), temp.resolve("absent.pdf"));

        failure(store.put(pdf("a"), "link.pdf"), FailureCode.OUTPUT_INVALID);
        failure(store.put(pdf("b"), "dangling.pdf"), FailureCode.OUTPUT_INVALID);

        assertThat(link).isSymbolicLink();
        assertThat(outside).hasContent("a");
        assertThat(temp.resolve("absent.pdf")).doesNotExist();
    }

    @Test
    void rootThatIsALink_isFollowed() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        try (DirectoryStore throughLink = DirectoryStore.open(link, 1, CLOCK)) {
            throughLink.put(pdf("a"), "x.pdf").join();
        }
        assertThat(root.resolve("x.pdf")).hasContent("a");
    }

    @Test
    void leftovers_areRemovedAtStartWhenOlderThanADay() throws IOException {
        Path unfinished = root.resolve(".pressrun-tmp");
        Path old = Files.writeString(unfinished.resolve("pdf-old"), "a");
        Path young = Files.writeString(unfinished.resolve("pdf-young"), "a");
        Path pdf = Files.writeString(root.resolve("pdf-old.pdf"), "a");
        Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofHours(23))));
        Files.setLastModifiedTime(pdf, FileTime.from(NOW.minus(Duration.ofDays(400))));

        DirectoryStore.open(root, 1, CLOCK).close();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(pdf).exists();
    }

    @Test
    void unfinishedDirectoryThatIsALink_isRefusedAtStart() throws IOException {
        Path other = Files.createDirectory(temp.resolve("other"));
        Files.createSymbolicLink(other.resolve(".pressrun-tmp"), temp);

        assertThatThrownBy(() -> DirectoryStore.open(other, 1, CLOCK)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void fullVolume_isUnavailableAndLeavesNothing() throws Exception {
        // The largest size of a file is limited for one process: the write fails half way.
        Path directory = temp.resolve("limited");
        String output = ChildProcess.run(
                DirectoryStoreProcess.class, "ulimit -f 64", System.getenv(), directory.toString(), "200000");

        assertThat(output).contains("STORE_UNAVAILABLE The worker could not store the PDF \"x.pdf\": File too large");
        assertThat(filesBelow(directory)).isEmpty();
    }

    @Test
    void fullDisk_isUnavailableUntilThereIsSpaceAgain_andLeavesNothing() throws IOException {
        Configuration small = Configuration.unix().toBuilder()
                .setMaxSize(64 << 10)
                .setBlockSize(4096)
                .setAttributeViews("basic", "user")
                .build();
        PdfFile pdf = PdfFile.of("job-1", new byte[40_000], 1, ORIGIN);
        try (FileSystem disk = Jimfs.newFileSystem(small);
                DirectoryStore diskStore = DirectoryStore.open(disk.getPath("/pdfs"), 1, CLOCK)) {
            Path other = Files.write(disk.getPath("/other"), new byte[40_000]);

            assertThat(failure(diskStore.put(pdf, "a/x.pdf"), FailureCode.STORE_UNAVAILABLE))
                    .hasMessageContainingAll("out of disk space", "pressrun.store.directory");
            assertThat(filesBelow(disk.getPath("/pdfs"))).isEmpty();

            Files.write(other, new byte[64 << 10]);
            failure(diskStore.probe(), FailureCode.STORE_UNAVAILABLE);
            assertThat(filesBelow(disk.getPath("/pdfs"))).isEmpty();

            Files.delete(other);
            assertThat(diskStore.put(pdf, "a/x.pdf").join().receipt().sha256()).isEqualTo(pdf.sha256());
        }
    }

    @Test
    void noSpaceLeft_isUnavailable() throws IOException {
        IOException full;
        try (FileChannel device = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            full = catchThrowableOfType(IOException.class, () -> FileBytes.write(device, new byte[1000]));
        }

        JobFailedException failure = DirectoryFailures.of("store the PDF", full, root);

        assertThat(failure.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
        assertThat(failure).hasMessageContaining("No space left on device");
    }

    @Test
    void missingPermission_isRefused() {
        // Not even root may create files in sysfs.
        Path system = Path.of("/sys");
        IOException denied =
                catchThrowableOfType(IOException.class, () -> Files.createFile(system.resolve("pressrun")));

        JobFailedException failure = DirectoryFailures.of("store the PDF", denied, system);

        assertThat(failure.code()).isEqualTo(FailureCode.STORE_REFUSED);
        assertThat(failure).hasMessageContaining("pressrun.store.directory");
    }

    @Test
    void vanishedDirectory_isUnavailable() throws IOException {
        Files.delete(root.resolve(".pressrun-tmp"));
        Files.delete(root);

        assertThat(failure(store.put(pdf("a"), "x.pdf"), FailureCode.STORE_UNAVAILABLE))
                .hasMessageContaining("is gone");
        failure(store.probe(), FailureCode.STORE_UNAVAILABLE);
    }

    @Test
    void probe_writesAndLeavesNothing() throws IOException {
        assertThat(store.probe()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(filesBelow(root)).isEmpty();
    }

    @Test
    void closedStore_isUnavailable() {
        store.close();

        failure(store.put(pdf("a"), "x.pdf"), FailureCode.STORE_UNAVAILABLE);
    }
}
