package io.pressrun.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.fetch.Asset;
import io.pressrun.fetch.ObjectReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryObjectsTest {
    @TempDir
    Path temp;

    private Path root;
    private DirectoryObjects objects;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("objects"));
        Files.createDirectory(root.resolve("templates"));
        Files.writeString(root.resolve("templates/a b.html"), "<p>hello</p>");
        Files.writeString(temp.resolve("secret"), "secret");
        objects = new DirectoryObjects(root, 4);
    }

    @AfterEach
    void close() {
        objects.close();
    }

    private Asset read(String uri, long maxBytes) {
        return objects.read(URI.create(uri), maxBytes).join();
    }

    private Asset.Missing missing(String uri) {
        return (Asset.Missing) read(uri, 1000);
    }

    @Test
    void relativePath_isRead() {
        var found = (Asset.Found) read("templates/a%20b.html", 12);

        assertThat(found.uri()).isEqualTo(URI.create("templates/a%20b.html"));
        assertThat(found.bytes()).asString().isEqualTo("<p>hello</p>");
    }

    @Test
    void objectOverTheLimit_isMissing() {
        assertThat(read("templates/a%20b.html", 11))
                .isEqualTo(new Asset.Missing(
                        URI.create("templates/a%20b.html"),
                        false,
                        false,
                        "The object is larger than the 11 bytes allowed."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"templates/absent.html", "templates", "templates/a%20b.html/x", "a%00b"})
    void pathOfNoFile_isMissingForGood(String uri) {
        assertThat(missing(uri)).satisfies(missing -> {
            assertThat(missing.blocked()).isFalse();
            assertThat(missing.transientFailure()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "templates/../../secret",
                "%2E%2E/secret",
                "/etc/passwd",
                "//host/share",
                "file:///etc/passwd",
                "s3://bucket/key",
                "mailto:x",
                ""
            })
    void addressThatLeadsOut_isBlocked(String uri) {
        assertThat(missing(uri))
                .isEqualTo(new Asset.Missing(URI.create(uri), true, false, Asset.Missing.BLOCKED_MESSAGE));
    }

    @Test
    void linkThatLeadsOut_isBlocked() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), temp.resolve("secret"));
        Files.createSymbolicLink(root.resolve("up"), temp);

        assertThat(missing("link").blocked()).isTrue();
        assertThat(missing("up/secret").blocked()).isTrue();
    }

    @Test
    void linkThatStaysWithin_isFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("..data"), Path.of("templates"));
        Files.createSymbolicLink(root.resolve("mounted.html"), Path.of("..data/a b.html"));

        assertThat(read("mounted.html", 1000)).isInstanceOf(Asset.Found.class);
    }

    @Test
    void addresses_goToTheReaderOfTheirKind() {
        ObjectReader both = new StoredObjects(ObjectReader.none(), objects);

        assertThat(both.read(URI.create("templates/a%20b.html"), 1000).join()).isInstanceOf(Asset.Found.class);
        assertThat(both.read(URI.create("s3://bucket/key"), 1000).join()).isInstanceOf(Asset.Missing.class);
    }
}
