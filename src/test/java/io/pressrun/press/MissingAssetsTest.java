package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pressrun.job.FailureCode;
import io.pressrun.job.Warning;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MissingAssetsTest {
    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress();
        press.at("/down.png", (request, wire) -> wire.status("500 Internal Server Error"));
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
    }

    private String job(String onMissing, String html) {
        return jobSaying("'" + onMissing + "'", html);
    }

    private String jobSaying(String onMissing, String html) {
        return "{'source': {'html': '" + html + "'}, 'baseUrl': '" + press.url("/") + "', 'fetch': {'onMissing': "
                + onMissing + "}}";
    }

    @Test
    void missingImage_whenTheJobSaysFail_fails_namingTheAddress() {
        var failed = press.failed(job("fail", "<p>x<img src=gone.png>"));

        assertThat(failed.code()).isEqualTo(FailureCode.ASSET_MISSING);
        assertThat(failed.message()).contains(press.url("/gone.png").toString());
        assertThat(failed.timings().millis()).containsKey("fetch").doesNotContainKey("render");
        assertThat(press.store.pdfs).isEmpty();
    }

    @Test
    void unavailableImage_whenTheJobSaysFail_postponesTheJob() {
        var postponed = press.postponed(job("fail", "<p>x<img src=down.png>"));

        assertThat(postponed.code()).isEqualTo(FailureCode.ASSET_UNAVAILABLE);
        assertThat(postponed.message()).contains(press.url("/down.png").toString());
    }

    @Test
    void forbiddenImage_whenTheJobSaysFail_isBlocked() {
        var failed = press.failed(job("fail", "<p>x<img src=http://127.0.0.1:1/x.png>"));

        assertThat(failed.code()).isEqualTo(FailureCode.RESOURCE_BLOCKED);
    }

    @Test
    void imageGoneForGood_countsBeforeOneThatMayComeBack() {
        var failed = press.failed(job("fail", "<p>x<img src=down.png><img src=gone.png>"));

        assertThat(failed.code()).isEqualTo(FailureCode.ASSET_MISSING);
    }

    @Test
    void missingAssets_whenTheJobSaysWarn_areWarningsWithTheirAddresses() {
        var printed = press.printed(job(
                "warn",
                "<link rel=stylesheet href=gone.css><p>x<img src=gone.png><img src=down.png>"
                        + "<img src=http://127.0.0.1:1/x.png>"));

        assertThat(printed.warnings())
                .extracting(Warning::code, Warning::subject)
                .containsExactlyInAnyOrder(
                        tuple("STYLESHEET_MISSING", press.url("/gone.css").toString()),
                        tuple("ASSET_MISSING", press.url("/gone.css").toString()),
                        tuple("ASSET_MISSING", press.url("/gone.png").toString()),
                        tuple("ASSET_UNAVAILABLE", press.url("/down.png").toString()),
                        tuple("RESOURCE_BLOCKED", "http://127.0.0.1:1/x.png"));
    }

    @Test
    void missingStylesheet_isSaidBeforeEverythingElse() {
        var printed = press.printed(
                job("warn", "<img src=gone.png><p style=color:no-colour>x<link rel=stylesheet href=gone.css>"));

        assertThat(printed.warnings())
                .hasSizeGreaterThan(2)
                .first()
                .satisfies(warning -> assertThat(warning.message()).contains("without the rules of 1 stylesheet"))
                .extracting(Warning::code)
                .isEqualTo("STYLESHEET_MISSING");
    }

    @Test
    void missingAssets_areJudgedByTheirKind() {
        press.at("/ok.css", (request, wire) -> wire.ok("text/css", "p { color: red }"));
        String html = "<link rel=stylesheet href=%s><p>x<img src=%s>";
        String strictStyles = "{'stylesheet': 'fail', 'image': 'warn'}";

        assertThat(press.printed(jobSaying(strictStyles, html.formatted("ok.css", "gone.png")))
                        .warnings())
                .extracting(Warning::code)
                .containsExactly("ASSET_MISSING");
        assertThat(press.failed(jobSaying(strictStyles, html.formatted("gone.css", "gone.png")))
                        .message())
                .contains("/gone.css");
        assertThat(press.failed(jobSaying("{'image': 'fail'}", html.formatted("gone.css", "gone.png")))
                        .message())
                .contains("/gone.png");
        assertThat(press.postponed(jobSaying("{'image': 'fail'}", html.formatted("gone.css", "down.png")))
                        .code())
                .isEqualTo(FailureCode.ASSET_UNAVAILABLE);
    }

    @Test
    void missingImageOfAStylesheet_isAWarning() {
        press.at("/s.css", (request, wire) -> wire.ok("text/css", "p { background: url(img/gone.png) }"));

        var printed = press.printed(job("warn", "<link rel=stylesheet href=s.css><p>x"));

        assertThat(printed.warnings())
                .extracting(Warning::code, Warning::subject)
                .containsExactly(
                        tuple("ASSET_MISSING", press.url("/img/gone.png").toString()));
    }

    @Test
    void longAddress_isShortened_inFailuresToo() {
        String image = "<p>x<img src=data:image/png;base64,!" + "A".repeat(100_000) + ">";

        assertThat(press.failed(job("fail", image)).message()).hasSizeLessThan(500);
        assertThat(press.printed(job("warn", image)).warnings())
                .filteredOn(warning -> warning.code().equals("ASSET_MISSING"))
                .extracting(Warning::subject)
                .allSatisfy(subject -> assertThat(subject).startsWith("data:").hasSizeLessThan(250))
                .hasSize(1);
    }

    @Test
    void manyMissingAssets_areListedUpToACap() {
        var html = new StringBuilder("<p>x");
        for (int i = 0; i < 300; i++) {
            html.append("<img src=data:,").append(i).append("%>");
        }
        for (int i = 0; i < 300; i++) {
            html.append("<img src=g").append(i).append(".png>");
        }

        var warnings = press.printed(job("warn", html.toString())).warnings();

        assertThat(warnings)
                .hasSizeLessThanOrEqualTo(153)
                .extracting(Warning::code)
                .contains("ASSET_MISSING", "WARNINGS_OMITTED");
    }
}
