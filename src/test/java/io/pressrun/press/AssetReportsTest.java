package io.pressrun.press;

import static io.pressrun.job.AssetReport.AssetOutcome.BLOCKED;
import static io.pressrun.job.AssetReport.AssetOutcome.FOUND;
import static io.pressrun.job.AssetReport.AssetOutcome.MISSING;
import static io.pressrun.job.AssetReport.AssetOutcome.UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pressrun.job.AssetKind;
import io.pressrun.job.AssetReport;
import io.pressrun.job.Warning;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssetReportsTest {
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";

    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress();
        press.at("/down.png", (request, wire) -> wire.status("503 Service Unavailable"));
        press.at("/a.svg", (request, wire) -> wire.ok("image/svg+xml", SVG));
        press.at(
                "/kept.css",
                (request, wire) -> wire.respond(
                        "200 OK",
                        Map.of("Content-Type", "text/css", "Cache-Control", "max-age=600"),
                        "p { color: red }".getBytes(UTF_8)));
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
    }

    private String job(String html) {
        return "{'source': {'html': '" + html + "'}, 'baseUrl': '" + press.url("/")
                + "', 'assets': {'c.svg': 'data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(SVG.getBytes(UTF_8)) + "'}}";
    }

    @Test
    void everyAsset_isListedWithWhatBecameOfIt() {
        var printed = press.printed(job("<link rel=stylesheet href=kept.css><p>x<img src=a.svg><img src=gone.png>"
                + "<img src=down.png><img src=http://127.0.0.1:1/x.png><img src=c.svg>"
                + "<img src=data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7>"));

        assertThat(printed.assets())
                .extracting(
                        AssetReport::uri,
                        AssetReport::kind,
                        AssetReport::outcome,
                        AssetReport::status,
                        AssetReport::bytes)
                .containsExactlyInAnyOrder(
                        tuple(press.url("/kept.css").toString(), AssetKind.STYLESHEET, FOUND, 200, 16L),
                        tuple(press.url("/a.svg").toString(), AssetKind.IMAGE, FOUND, 200, (long) SVG.length()),
                        tuple(press.url("/gone.png").toString(), AssetKind.IMAGE, MISSING, 404, 0L),
                        tuple(press.url("/down.png").toString(), AssetKind.IMAGE, UNAVAILABLE, 503, 0L),
                        tuple("http://127.0.0.1:1/x.png", AssetKind.IMAGE, BLOCKED, 0, 0L),
                        tuple("job:///c.svg", AssetKind.IMAGE, FOUND, 0, (long) SVG.length()));
        assertThat(printed.assets()).noneMatch(AssetReport::fromCache);
    }

    @Test
    void imageOfASheetInADataUri_isAnImage() {
        var printed = press.printed(job("<link rel=stylesheet href=\\\"data:text/css,p{background:url(a.svg)}"
                + "q{background:url(gone.png)}\\\"><p>x<q>y</q>"));

        assertThat(printed.assets())
                .extracting(AssetReport::uri, AssetReport::kind)
                .containsExactly(
                        tuple(press.url("/a.svg").toString(), AssetKind.IMAGE),
                        tuple(press.url("/gone.png").toString(), AssetKind.IMAGE));
    }

    @Test
    void assetThatAnotherJobFetched_isListedAsFromTheCache() {
        String html = job("<link rel=stylesheet href=kept.css><p>x");
        press.printed(html);

        assertThat(press.printed(html).assets())
                .singleElement()
                .satisfies(asset -> assertThat(asset.fromCache()).isTrue())
                .extracting(AssetReport::bytes)
                .isEqualTo(16L);
    }

    @Test
    void failedJob_listsItsAssetsToo() {
        String html = job("<p>x<img src=a.svg><img src=gone.png>")
                .replace("'assets'", "'fetch': {'onMissing': 'fail'}, 'assets'");

        assertThat(press.failed(html).assets())
                .extracting(AssetReport::outcome)
                .containsExactlyInAnyOrder(FOUND, MISSING);
    }

    @Test
    void credentialsInQueries_areNotShown() {
        var printed = press.printed(job("<p>x<img src=gone.png?id=7&X-Amz-Signature=cafe&token=beef#s>"));

        assertThat(printed.assets())
                .singleElement()
                .extracting(AssetReport::uri)
                .isEqualTo(press.url("/gone.png") + "?id=7&X-Amz-Signature=***&token=***");
        assertThat(printed.toString()).doesNotContain("cafe", "beef");
    }

    @Test
    void credentialsInQueries_areNotShownInWarningsEither() {
        press.at("/junk?token=beef", (request, wire) -> wire.ok("image/png", "no picture"));

        var printed = press.printed(job("<p>x<img src=junk?token=beef>"
                + "<svg width=9 height=9><image width=9 height=9 href=junk?token=beef /></svg>"));

        assertThat(printed.warnings()).hasSizeGreaterThan(1);
        assertThat(printed.toString()).contains("junk?token=***").doesNotContain("beef");
    }

    @Test
    void manyAssets_areListedUpToACap() {
        var html = new StringBuilder("<p>x");
        for (int i = 0; i < 300; i++) {
            press.at("/a.svg?" + i, (request, wire) -> wire.ok("image/svg+xml", SVG));
            html.append("<img src=a.svg?").append(i).append(">");
        }

        var printed = press.printed(job(html.toString()));

        assertThat(printed.assets()).hasSize(200);
        assertThat(printed.warnings())
                .containsExactly(new Warning("ASSETS_OMITTED", "100 more assets are not listed.", null));
    }
}
