package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.deliver.LocalS3;
import io.pressrun.deliver.S3Connection;
import io.pressrun.deliver.S3Objects;
import io.pressrun.deliver.S3Settings;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Warning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that name objects, with a store that speaks S3 and an operator who lets them read one of its buckets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3AssetsTest {
    private static final String LOGO = "'assets': {'logo.png': 's3://templates/img/logo.png'}";
    private static final String ALL = "'fetch': {'onMissing': 'fail'}";

    private LocalS3 s3;
    private S3Connection connection;
    private TestPress press;

    @BeforeAll
    void startStore() throws Exception {
        s3 = new LocalS3();
        connection = s3.connect(LocalS3.CREDENTIALS);
        put("templates", "mail/hello.html", text("<p>From the store<img src=logo.png>"));
        put("templates", "img/logo.png", TestPress.PIXEL);
        put("templates", "main.css", text("p { background: url(s3://templates/img/logo.png) }"));
        put("private", "logo.png", TestPress.PIXEL);
    }

    @AfterAll
    void stopStore() {
        connection.close();
        s3.close();
    }

    @BeforeEach
    void start() throws Exception {
        press = new TestPress(new S3Objects(connection, Set.of("templates")));
    }

    @AfterEach
    void stop() throws Exception {
        press.close();
    }

    private void put(String bucket, String key, byte[] content) {
        s3.put(connection, bucket, key, "application/octet-stream", content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String object(String uri) {
        return "{'source': {'object': '" + uri + "'}}";
    }

    /** A job whose document is in the job itself. */
    private static String html(String body, String... fields) {
        return "{'source': {'html': '<p>x" + body + "'}, " + String.join(", ", fields) + "}";
    }

    private static String attachment(String uri) {
        return "'pdf': {'attachments': [{'name': 'a.png', 'source': '" + uri + "'}]}";
    }

    @Test
    void sourceAndCarriedImage_comeFromTheStore() throws Exception {
        var printed = press.printed("{'source': {'object': 's3://templates/mail/hello.html'}, " + LOGO + "}");

        assertThat(printed.warnings()).isEmpty();
        assertThat(press.text()).isEqualTo("From the store");
        assertThat(press.images()).isEqualTo(1);
    }

    @Test
    void attachment_comesFromTheStore() throws Exception {
        press.printed(html("", attachment("s3://templates/img/logo.png")));

        try (var document = Loader.loadPDF(press.onlyPdf())) {
            var files = new PDDocumentNameDictionary(document.getDocumentCatalog()).getEmbeddedFiles();
            var file = Objects.requireNonNull(files.getNames().get("a.png"));
            assertThat(file.getEmbeddedFile().toByteArray()).isEqualTo(TestPress.PIXEL);
        }
    }

    @Test
    void bucketThatIsNotAllowed_isBlocked_whereverTheJobNamesIt() {
        assertThat(press.failed(object("s3://private/logo.png")).code()).isEqualTo(FailureCode.RESOURCE_BLOCKED);
        assertThat(press.failed(html("", attachment("s3://private/logo.png"))).code())
                .isEqualTo(FailureCode.RESOURCE_BLOCKED);
        assertThat(press.failed(html("<img src=logo.png>", "'assets': {'logo.png': 's3://private/logo.png'}", ALL))
                        .code())
                .isEqualTo(FailureCode.RESOURCE_BLOCKED);
    }

    @Test
    void keyThatIsNotThere_isMissingForGood() {
        assertThat(press.failed(object("s3://templates/none.html")).code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
        assertThat(press.failed(html("", attachment("s3://templates/none"))).code())
                .isEqualTo(FailureCode.ASSET_MISSING);
        assertThat(press.failed(html("<img src=logo.png>", "'assets': {'logo.png': 's3://templates/none'}", ALL))
                        .code())
                .isEqualTo(FailureCode.ASSET_MISSING);
    }

    @Test
    void storeThatIsDown_postponesTheJob() throws Exception {
        var nowhere = URI.create("http://127.0.0.1:" + closedPort());
        var settings = S3Settings.of(nowhere, "us-east-1", true, LocalS3.CREDENTIALS, Duration.ofSeconds(30));
        try (var down = S3Connection.open(settings);
                var waiting = new TestPress(new S3Objects(down, Set.of("templates")))) {
            assertThat(waiting.postponed(object("s3://templates/mail/hello.html"))
                            .code())
                    .isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
            assertThat(waiting.postponed(html("", attachment("s3://templates/img/logo.png")))
                            .code())
                    .isEqualTo(FailureCode.ASSET_UNAVAILABLE);
            assertThat(waiting.postponed(html("<img src=logo.png>", LOGO, ALL)).code())
                    .isEqualTo(FailureCode.ASSET_UNAVAILABLE);
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void objectOverTheLimitOfAnAsset_isMissingForGood() {
        put("templates", "large.html", new byte[(20 << 20) + 1]);

        var failed = press.failed(object("s3://templates/large.html"));

        assertThat(failed.code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
        assertThat(failed.message()).contains("larger than the 20971520 bytes allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=s3://templates/img/logo.png>",
                "<img src=S3:\\\\/\\\\/templates/img/logo.png>",
                "<p style=background:url(s3://templates/img/logo.png)>",
                "<style>p{background:url(s3://templates/img/logo.png)}</style>",
                "<link rel=stylesheet href=s3://templates/main.css>",
                "<link rel=stylesheet href=main.css>",
                "<svg><image href=s3://templates/img/logo.png /></svg>"
            })
    void documentThatNamesAnObject_isRefusedIt_evenOfAnAllowedBucketThatTheJobReadsFrom(String body) throws Exception {
        var printed = press.printed(html(
                body + "<img src=logo.png>",
                "'assets': {'logo.png': 's3://templates/img/logo.png', 'main.css': 's3://templates/main.css'}"));

        assertThat(printed.warnings()).extracting(Warning::code).contains("RESOURCE_BLOCKED");
        assertThat(press.images()).isEqualTo(1);
    }

    @Test
    void bytesOfObjects_countForTheJob() {
        for (int i = 0; i < 6; i++) {
            put("templates", "big" + i, new byte[19 << 20]);
        }
        var assets = new StringBuilder();
        var body = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            assets.append(i == 0 ? "" : ", ").append("'b" + i + "': 's3://templates/big" + i + "'");
            body.append("<img src=b" + i + ">");
        }

        var failed = press.failed(html(body.toString(), "'assets': {" + assets + "}", ALL));

        assertThat(failed.code()).isEqualTo(FailureCode.ASSET_MISSING);
        assertThat(failed.message()).contains("larger than");
    }
}
