package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.deliver.DirectoryObjects;
import io.pressrun.fetch.Asset;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.job.FailureCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    @TempDir
    Path directory;

    private DirectoryObjects objects;
    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        objects = new DirectoryObjects(directory, 1);
        press = new TestPress(objects);
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
        objects.close();
    }

    private String url(String path) {
        return "{'source': {'url': '" + press.url(path) + "'}}";
    }

    private static String object(String name) {
        return "{'source': {'object': '" + name + "'}}";
    }

    @Test
    void url_isPrinted_andItsRelativeImageComesFromBesideIt() throws Exception {
        press.html("/dir/page", "<p>From afar<img src=a.png>").image("/dir/a.png");

        assertThat(press.printed(url("/dir/page")).warnings()).isEmpty();

        assertThat(press.text()).isEqualTo("From afar");
        assertThat(press.images()).isEqualTo(1);
    }

    @Test
    void redirectedUrl_isTheBaseWithItsFinalAddress() throws Exception {
        press.at("/old", (request, wire) -> wire.redirect("302 Found", "/new/page"))
                .html("/new/page", "<p>x<img src=a.png>")
                .image("/new/a.png");

        assertThat(press.printed(url("/old")).warnings()).isEmpty();

        assertThat(press.images()).isEqualTo(1);
        assertThat(press.site.targets()).containsExactly("/old", "/new/page", "/new/a.png");
    }

    @Test
    void baseUrlOfTheJob_winsOverTheAddressOfTheSource() throws Exception {
        press.html("/dir/page", "<p>x<img src=a.png>").image("/base/a.png");

        press.printed(
                "{'source': {'url': '" + press.url("/dir/page") + "'}, 'baseUrl': '" + press.url("/base/") + "'}");

        assertThat(press.images()).isEqualTo(1);
    }

    @Test
    void missingUrl_failsForGood_namingTheField() {
        var failed = press.failed(url("/gone"));

        assertThat(failed.code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
        assertThat(failed.message()).startsWith("source.url ");
    }

    @Test
    void urlThatFailsForNow_postponesTheJob() {
        press.at("/down", (request, wire) -> wire.status("500 Internal Server Error"));

        assertThat(press.postponed(url("/down")).code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void forbiddenUrl_isBlocked() {
        assertThat(press.failed("{'source': {'url': 'http://127.0.0.1:1/'}}").code())
                .isEqualTo(FailureCode.RESOURCE_BLOCKED);
    }

    @Test
    void missingSource_failsTheJob_alsoWhenAssetsOnlyWarn() {
        assertThat(press.failed("{'source': {'url': '" + press.url("/gone") + "'}, 'fetch': {'onMissing': 'warn'}}")
                        .code())
                .isEqualTo(FailureCode.SOURCE_NOT_FOUND);
    }

    @Test
    void charsetOfAUrl_isWhatItsContentTypeSays() throws Exception {
        press.at(
                "/page",
                (request, wire) -> wire.respond(
                        "200 OK",
                        Map.of("Content-Type", "text/html; charset=iso-8859-1"),
                        "<meta charset=utf-8><p>Größe".getBytes(WINDOWS_1252)));

        press.printed(url("/page"));

        assertThat(press.text()).isEqualTo("Größe");
    }

    @Test
    void charsetOfAUrlWithoutOne_isWhatItsMetaElementSays() throws Exception {
        press.at(
                "/page",
                (request, wire) -> wire.respond(
                        "200 OK",
                        Map.of("Content-Type", "text/html"),
                        "<meta charset=windows-1252><p>Größe".getBytes(WINDOWS_1252)));

        press.printed(url("/page"));

        assertThat(press.text()).isEqualTo("Größe");
    }

    @Test
    void charsetThatNobodyTells_isUtf8() throws Exception {
        Files.writeString(directory.resolve("page.html"), "<p>Größe");

        press.printed(object("page.html"));

        assertThat(press.text()).isEqualTo("Größe");
    }

    @Test
    void object_isReadBelowTheDirectory_whateverItsName() throws Exception {
        Path file = directory.resolve("templates/100% & später #1.html");
        Files.createDirectories(directory.resolve("templates"));
        Files.writeString(file, "<p>Stored");

        press.printed(object("templates/100% & später #1.html"));

        assertThat(press.text()).isEqualTo("Stored");
    }

    @Test
    void objectWithAColonInItsName_isAPath() throws Exception {
        Files.createDirectories(directory.resolve("t"));
        Files.writeString(directory.resolve("t/a:b.html"), "<p>Stored");

        press.printed(object("t/a:b.html"));

        assertThat(press.text()).isEqualTo("Stored");
    }

    @Test
    void missingObject_failsForGood_namingTheField() {
        var failed = press.failed(object("gone.html"));

        assertThat(failed.code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
        assertThat(failed.message()).startsWith("source.object ");
    }

    @Test
    void object_whenTheWorkerReadsNone_isBlocked() throws Exception {
        try (var withoutObjects = new TestPress()) {
            assertThat(withoutObjects.failed(object("page.html")).code()).isEqualTo(FailureCode.RESOURCE_BLOCKED);
        }
    }

    @Test
    void s3Object_isAskedForByItsAddressAsWritten() throws Exception {
        List<URI> asked = new CopyOnWriteArrayList<>();
        ObjectReader bucket = (object, maxBytes) -> {
            asked.add(object);
            return CompletableFuture.completedFuture(
                    new Asset.Found(object, object, "<p>x".getBytes(StandardCharsets.UTF_8), null));
        };
        try (var reading = new TestPress(bucket)) {
            reading.printed(object("s3://templates/a%20b/%25.html"));
        }

        assertThat(asked).containsExactly(URI.create("s3://templates/a%20b/%25.html"));
    }

    @Test
    void carriedAsset_winsOverTheBaseUrl() throws Exception {
        String pixel = "data:image/png;base64," + Base64.getEncoder().encodeToString(TestPress.PIXEL);

        var printed = press.printed("{'source': {'html': '<p>x<img src=img/a.png>'}, 'baseUrl': '" + press.url("/")
                + "', 'assets': {'img/a.png': '" + pixel + "'}}");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.images()).isEqualTo(1);
        assertThat(press.site.targets()).isEmpty();
    }
}
