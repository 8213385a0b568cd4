package io.pressrun.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.fetch.Asset;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3ObjectsTest {
    private LocalS3 s3;
    private S3Connection connection;
    private S3Objects objects;

    @BeforeAll
    void start() throws Exception {
        s3 = new LocalS3();
        connection = s3.connect(LocalS3.CREDENTIALS);
        objects = new S3Objects(connection, Set.of("templates", "absent"));
        for (String bucket : Set.of("templates", "private")) {
            s3.put(
                    connection,
                    bucket,
                    "mail/März 1.html",
                    "text/html",
                    "<p>hello</p>".getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    void stop() {
        connection.close();
        s3.close();
    }

    private Asset read(String uri, long maxBytes) {
        return objects.read(URI.create(uri), maxBytes).join();
    }

    @Test
    void objectOfAnAllowedBucket_isReadWithItsType() {
        var found = (Asset.Found) read("s3://templates/mail/M%C3%A4rz%201.html", 12);

        assertThat(found.bytes()).asString().isEqualTo("<p>hello</p>");
        assertThat(found.contentType()).isEqualTo("text/html");
        assertThat(found.location()).isEqualTo(URI.create("s3://templates/mail/M%C3%A4rz%201.html"));
    }

    @Test
    void objectOverTheLimit_isMissing() {
        assertThat(read("s3://templates/mail/M%C3%A4rz%201.html", 11))
                .isInstanceOfSatisfying(Asset.Missing.class, missing -> {
                    assertThat(missing.message()).isEqualTo("The object is larger than the 11 bytes allowed.");
                    assertThat(missing.blocked()).isFalse();
                    assertThat(missing.transientFailure()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://templates/none.html", "s3://absent/a.html"})
    void absentObject_isMissingForGood(String uri) {
        assertThat(read(uri, 1000))
                .isEqualTo(new Asset.Missing(URI.create(uri), false, false, "The object does not exist."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://private/mail/M%C3%A4rz%201.html",
                "s3://templates/../private/mail/M%C3%A4rz%201.html",
                "s3://templates/%2E%2E/private/x",
                "s3://templates@private/x",
                "s3://templates:80/x",
                "s3://templates/x?versionId=1",
                "s3://templates/",
                "s3:templates/x",
                "https://templates/x",
                "templates/x"
            })
    void anythingElse_isBlockedWithoutAReason(String uri) {
        assertThat(read(uri, 1000))
                .isEqualTo(new Asset.Missing(URI.create(uri), true, false, Asset.Missing.BLOCKED_MESSAGE));
    }

    @Test
    void receiptsAddress_leadsBackToTheObject() {
        var address = new S3Address("templates", "a b/50%/ü#?+~.pdf");

        assertThat(address.toString()).isEqualTo("s3://templates/a%20b/50%25/%C3%BC%23%3F%2B~.pdf");
        assertThat(S3Address.of(URI.create(address.toString()))).isEqualTo(address);
    }
}
