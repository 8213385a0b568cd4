package io.pressrun.job.json;

import static io.pressrun.job.AssetReport.AssetOutcome.BLOCKED;
import static io.pressrun.job.AssetReport.AssetOutcome.FOUND;
import static io.pressrun.job.AssetReport.AssetOutcome.MISSING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pressrun.job.AssetKind;
import io.pressrun.job.AssetReport;
import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Outcome;
import io.pressrun.job.Receipt;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Output;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.Warning;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobCodecTest {
    private static final String FALLBACK = "render-requests-0-42";
    private static final String MINIMAL = "{\"source\": {\"html\": \"<p>x\"}}";

    private final JobCodec codec = new JobCodec();

    private RenderJob decode(String value, Map<String, String> headers) throws JobFailedException {
        return codec.decode(value.getBytes(UTF_8), headers, FALLBACK);
    }

    private RenderJob decode(String value) throws JobFailedException {
        return decode(value, Map.of());
    }

    private String invalid(String value) {
        return refused(FailureCode.JOB_INVALID, value.getBytes(UTF_8), Map.of());
    }

    private String unreadable(String value) {
        return unreadable(value, Map.of());
    }

    private String unreadable(String value, Map<String, String> headers) {
        return refused(FailureCode.JOB_UNREADABLE, value.getBytes(UTF_8), headers);
    }

    private String refused(FailureCode code, byte @Nullable [] value, Map<String, String> headers) {
        JobFailedException refusal =
                catchThrowableOfType(JobFailedException.class, () -> codec.decode(value, headers, FALLBACK));
        assertThat(refusal).isNotNull().extracting(JobFailedException::code).isEqualTo(code);
        return String.valueOf(refusal == null ? null : refusal.getMessage());
    }

    // The forms of a request

    @Test
    void aSourceAloneIsAJobWithEveryDefault() throws JobFailedException {
        assertThat(decode(MINIMAL)).isEqualTo(RenderJob.ofHtml(FALLBACK, "<p>x"));
    }

    @Test
    void everyFieldIsRead() throws JobFailedException {
        RenderJob job = decode(JobDocuments.full().toString());
        assertThat(job.id()).isEqualTo("inv-2026-000123");
        assertThat(job.source()).isEqualTo(new Source.Html("<!doctype html><p>Invoice"));
        assertThat(job.baseUrl()).isEqualTo(URI.create("https://shop.example/"));
        assertThat(job.assets())
                .isEqualTo(Map.of("logo.png", "data:image/png;base64,AA==", "fonts/a.woff2", "s3://templates/a.woff2"));
        assertThat(job.page()).isEqualTo(new RenderJob.PageSetup("A4", RenderJob.Orientation.PORTRAIT, "20mm"));
        assertThat(job.pdf())
                .isEqualTo(new RenderJob.PdfOptions(
                        RenderJob.Profile.PDF,
                        "Invoice",
                        "Acme",
                        "Sale",
                        List.of("a", "b"),
                        "en",
                        List.of(new RenderJob.Attachment("a.xml", "logo.png", "application/xml", "data", "Data")),
                        new RenderJob.Encryption("user-secret", "owner-secret", List.of(RenderJob.Permission.PRINT))));
        assertThat(job.fetch())
                .isEqualTo(new RenderJob.FetchOptions(
                        RenderJob.OnMissing.WARN,
                        List.of(new RenderJob.OriginHeader(
                                "https://cdn.example", "Authorization", "Bearer header-secret"))));
        assertThat(job.output()).isEqualTo(new Output.Store("invoices/2026/000123.pdf"));
        assertThat(job.notAfter()).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(job.labels()).isEqualTo(Map.of("tenant", "acme"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                " application/json ; charset=US-ASCII; x=y",
                ""
            })
    void jsonIsReadUnderItsContentType(String type) throws JobFailedException {
        assertThat(decode(MINIMAL, Map.of("content-type", type)).id()).isEqualTo(FALLBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "TEXT/HTML;Charset=UTF-8"})
    void bareHtmlIsAJobWithEveryDefault(String type) throws JobFailedException {
        RenderJob job = decode("<p>Łódź", Map.of("content-type", type, "pressrun-id", "a"));
        assertThat(job).isEqualTo(RenderJob.ofHtml("a", "<p>Łódź"));
    }

    @Test
    void byteOrderMarkIsNoPartOfTheValue() throws JobFailedException {
        assertThat(decode("\ufeff" + MINIMAL)).isEqualTo(RenderJob.ofHtml(FALLBACK, "<p>x"));
        assertThat(decode("\ufeff<p>", Map.of("content-type", "text/html")).source())
                .isEqualTo(new Source.Html("<p>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/pdf",
                "text/plain",
                "application/xhtml+xml",
                "json",
                "application/cloudevents-batch+json"
            })
    void otherContentTypesAreNamedWithThoseAllowed(String type) {
        assertThat(unreadable(MINIMAL, Map.of("content-type", type)))
                .contains("'" + type + "'", "application/json", "text/html", "application/cloudevents+json");
    }

    @Test
    void otherCharsetsAreRefused() {
        assertThat(unreadable("<p>", Map.of("content-type", "text/html; charset=iso-8859-1")))
                .contains("'iso-8859-1'", "UTF-8");
        assertThat(unreadable(MINIMAL, Map.of("content-type", "application/json; charset=UTF-16")))
                .contains("'UTF-16'", "UTF-8");
    }

    @Test
    void binaryCloudEventGivesItsIdWhereTheJobHasNone() throws JobFailedException {
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                "event-1",
                "ce_source",
                "/shop",
                "ce_type",
                "t",
                "content-type",
                "application/json; charset=utf-8");
        assertThat(decode(MINIMAL, headers).id()).isEqualTo("event-1");
        assertThat(decode("{\"id\": \"a\", \"source\": {\"html\": \"x\"}}", headers)
                        .id())
                .isEqualTo("a");
    }

    @Test
    void binaryCloudEventHasTheContentTypeOfItsData() throws JobFailedException {
        var headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                "event-1",
                "content-type",
                "text/html",
                "ce_datacontenttype",
                "application/json");
        assertThat(decode("<p>", headers)).isEqualTo(RenderJob.ofHtml("event-1", "<p>"));
    }

    @Test
    void ceIdAloneMakesNoCloudEvent() throws JobFailedException {
        assertThat(decode(MINIMAL, Map.of("ce_id", "event-1")).id()).isEqualTo(FALLBACK);
    }

    @Test
    void otherVersionsOfCloudEventsAreRefused() {
        assertThat(unreadable(MINIMAL, Map.of("ce_specversion", "0.3"))).contains("ce_specversion", "1.0", "'0.3'");
        assertThat(unreadable("{\"specversion\": \"2.0\", \"data\": {}}", structured()))
                .contains("specversion", "1.0", "'2.0'");
        assertThat(unreadable("{\"data\": {}}", structured())).contains("specversion", "no string");
    }

    @Test
    void structuredCloudEventHoldsAJob() throws JobFailedException {
        String event = "{\"specversion\": \"1.0\", \"id\": \"event-1\", \"source\": \"/s\", \"type\": \"t\", %s}";
        assertThat(decode(event.formatted("\"data\": " + MINIMAL), structured()))
                .isEqualTo(RenderJob.ofHtml("event-1", "<p>x"));
        assertThat(decode(event.formatted("\"data\": {\"id\": \"a\", \"source\": {\"html\": \"x\"}}"), structured())
                        .id())
                .isEqualTo("a");
        String html = "\"datacontenttype\": \"text/html\", \"data\": \"<p>\"";
        assertThat(decode(event.formatted(html), structured())).isEqualTo(RenderJob.ofHtml("event-1", "<p>"));
        String base64 = Base64.getEncoder().encodeToString("<p>ü".getBytes(UTF_8));
        assertThat(decode(
                        event.formatted("\"datacontenttype\": \"text/html\", \"data_base64\": \"" + base64 + "\""),
                        structured()))
                .isEqualTo(RenderJob.ofHtml("event-1", "<p>ü"));
    }

    @Test
    void structuredCloudEventNamesFieldsFromItsRoot() {
        String event = "{\"specversion\": \"1.0\", \"id\": \"e\", \"data\": {\"source\": {\"htm\": \"x\"}}}";
        assertThat(refused(FailureCode.JOB_INVALID, event.getBytes(UTF_8), structured()))
                .contains("data.source.htm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"specversion\": \"1.0\"}",
                "{\"specversion\": \"1.0\", \"data\": \"x\"}",
                "{\"specversion\": \"1.0\", \"data\": {}, \"data_base64\": \"\"}",
                "{\"specversion\": \"1.0\", \"data_base64\": \"%%\"}",
                "{\"specversion\": \"1.0\", \"data_base64\": 5}",
                "{\"specversion\": \"1.0\", \"data\": {}, \"datacontenttype\": \"text/html\"}",
                "{\"specversion\": \"1.0\", \"data\": \"x\", \"datacontenttype\": \"text/plain\"}",
                "{\"specversion\": \"1.0\", \"data\": {}, \"datacontenttype\": \"application/cloudevents+json\"}",
                "{\"specversion\": \"1.0\", \"id\": 7, \"data\": {}}"
            })
    void structuredCloudEventWithoutAJobIsUnreadable(String event) {
        assertThat(unreadable(event, structured())).contains("CloudEvent");
    }

    private static Map<String, String> structured() {
        return Map.of("content-type", "application/cloudevents+json; charset=UTF-8");
    }

    // Ids

    @Test
    void idComesFromTheJobThenTheHeaderThenTheEventThenThePosition() throws JobFailedException {
        String withId = "{\"id\": \"json\", \"source\": {\"html\": \"x\"}}";
        var all = Map.of("pressrun-id", "header", "ce_specversion", "1.0", "ce_id", "event");
        var event = Map.of("ce_specversion", "1.0", "ce_id", "event");
        assertThat(decode(withId, all).id()).isEqualTo("json");
        assertThat(decode(MINIMAL, all).id()).isEqualTo("header");
        assertThat(decode(MINIMAL, event).id()).isEqualTo("event");
        assertThat(decode(MINIMAL).id()).isEqualTo(FALLBACK);
        for (String value : List.of(withId, MINIMAL)) {
            for (Map<String, String> headers : List.of(all, event, Map.<String, String>of())) {
                assertThat(codec.idOf(value.getBytes(UTF_8), headers, FALLBACK))
                        .isEqualTo(decode(value, headers).id());
            }
        }
    }

    @Test
    void idInAHeaderMustBeAllowedToo() {
        String message = refused(FailureCode.JOB_INVALID, MINIMAL.getBytes(UTF_8), Map.of("pressrun-id", "a\nb"));
        assertThat(message).contains("the header pressrun-id", "'a\\u000ab'", "255");
        assertThat(refused(
                        FailureCode.JOB_INVALID,
                        "<p>".getBytes(UTF_8),
                        Map.of("content-type", "text/html", "ce_specversion", "1.0", "ce_id", "")))
                .contains("the id of the CloudEvent");
    }

    @Test
    void idOfDamagedRecordsIsFoundAsFarAsTheyCanBeRead() {
        assertThat(idOf("{\"id\": \"a\", \"sou", Map.of())).isEqualTo("a");
        assertThat(idOf("{\"source\": {\"id\": \"b\"}, \"id\": \"a\", \"id\"", Map.of()))
                .isEqualTo("a");
        assertThat(idOf("{\"source\": {\"id\": \"b\"}, x", Map.of("pressrun-id", "h")))
                .isEqualTo("h");
        assertThat(idOf("{\"id\": \"\"}", Map.of("pressrun-id", "\n"))).isEqualTo(FALLBACK);
        assertThat(idOf("{\"id\": 5}", Map.of("ce_specversion", "1.0", "ce_id", "e")))
                .isEqualTo("e");
        assertThat(idOf("junk", Map.of("content-type", "image/png"))).isEqualTo(FALLBACK);
        assertThat(idOf("{\"id\": \"e\", \"data\": {\"id\": \"a\", ", structured()))
                .isEqualTo("a");
        assertThat(idOf("{\"id\": \"e\", \"data\": {}", structured())).isEqualTo("e");
        String base64 = Base64.getEncoder().encodeToString("{\"id\": \"a\"".getBytes(UTF_8));
        assertThat(idOf("{\"id\": \"e\", \"data_base64\": \"" + base64 + "\"}", structured()))
                .isEqualTo("a");
        assertThat(codec.idOf(null, structured(), FALLBACK)).isEqualTo(FALLBACK);
        assertThat(codec.idOf(null, Map.of("pressrun-id", "h"), FALLBACK)).isEqualTo("h");
    }

    private String idOf(String value, Map<String, String> headers) {
        return codec.idOf(value.getBytes(UTF_8), headers, FALLBACK);
    }

    // What is no job

    @Test
    void tombstonesAndEmptyValuesAreUnreadable() {
        assertThat(refused(FailureCode.JOB_UNREADABLE, null, Map.of())).contains("no value", "tombstone");
        assertThat(unreadable("")).contains("no value");
        assertThat(unreadable("\ufeff", Map.of("content-type", "text/html"))).contains("empty");
        assertThat(unreadable(" \n")).contains("nothing");
        String event = "{\"specversion\": \"1.0\", \"data\": \"\", \"datacontenttype\": \"text/html\"}";
        assertThat(unreadable(event, structured())).contains("empty");
    }

    @Test
    void otherEncodingsAreUnreadable() {
        assertThat(refused(FailureCode.JOB_UNREADABLE, "{\"id\":\"ü\"}".getBytes(ISO_8859_1), Map.of()))
                .contains("not UTF-8", "offset 7");
        assertThat(refused(FailureCode.JOB_UNREADABLE, MINIMAL.getBytes(UTF_16LE), Map.of()))
                .contains("UTF-16");
        assertThat(refused(FailureCode.JOB_UNREADABLE, MINIMAL.getBytes(UTF_16BE), Map.of()))
                .contains("UTF-16");
        byte[] surrogate = {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'};
        assertThat(refused(FailureCode.JOB_UNREADABLE, surrogate, Map.of())).contains("offset 2");
        byte[] late = ("x".repeat(100_000) + "\u00e9").getBytes(ISO_8859_1);
        assertThat(refused(FailureCode.JOB_UNREADABLE, late, Map.of("content-type", "text/html")))
                .contains("offset 100000");
    }

    @Test
    void brokenJsonIsNamedWithItsPlace() {
        assertThat(unreadable("{\"id\": \"a\",\n  oops}")).contains("line 2, column 3", "byte 14");
        assertThat(unreadable("\ufeff{]")).contains("byte 4");
        assertThat(unreadable("{\"source\": {\"html\": \"x")).contains("line 1");
        assertThat(unreadable(MINIMAL + " {}")).contains("line 1");
    }

    @Test
    void duplicateKeysAreUnreadable() {
        assertThat(unreadable("{\"id\": \"a\", \"id\": \"b\"}")).contains("the same name twice", "line 1");
        assertThat(unreadable("{\"source\": {\"html\": \"a\", \"html\": \"b\"}}"))
                .contains("the same name twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ownerPassword\": hunter2}",
                "{\"ownerPassword\": 'hunter2'}",
                "{\"ownerPassword\": -hunter2}",
                "{\"ownerPassword\": truehunter2}",
                "{\"ownerPassword\": 2hunter2}",
                "{\"ownerPassword\": \"hunter2\" hunter2}",
                "{\"ownerPassword\": \"\\hunter2\"}",
                "{\"ownerPassword\": \"\\u00hunter2\"}",
                "{\"ownerPassword\": \"hunter2\n\"}",
                "{\"ownerPassword\": 1, \"hunter2\": 1, \"hunter2\": 2}",
                "{\"ownerPassword\": 1, hunter2: 2}",
                "{\"ownerPassword\": 1} hunter2",
                "{\"ownerPassword\": /*hunter2*/ 1}",
                "hunter2",
                "{\"ownerPassword\": [hunter2}"
            })
    void brokenJson_isToldInWordsThatShowNothingOfIt(String json) {
        assertThatThrownBy(() -> codec.decode(json.getBytes(UTF_8), Map.of(), FALLBACK))
                .isInstanceOfSatisfying(JobFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.JOB_UNREADABLE);
                    assertThat(e.getMessage())
                            .startsWith("The value is not valid JSON at line 1, column ")
                            .doesNotContainIgnoringCase("hunter")
                            .doesNotContain("'h'", "(code", "'2'");
                    // What a dead letter tells of what was thrown.
                    assertThat(e).hasNoCause();
                });
    }

    @Test
    void brokenJson_saysWhatWasExpected() {
        assertThat(unreadable("{\"id\": oops}")).endsWith(": a value was expected, such as a text in double quotes");
        assertThat(unreadable("{\"id\" \"a\"}")).endsWith(": a colon was expected after the name of a field");
        assertThat(unreadable("{\"id\": \"a\" \"x\": 1}")).endsWith(": a comma or the end of the object was expected");
        assertThat(unreadable("{\"id\": [1 2]}")).endsWith(": a comma or the end of the array was expected");
        assertThat(unreadable("{id: 1}")).endsWith(": the name of a field in double quotes was expected");
        assertThat(unreadable("{\"id\": \"a")).endsWith(": it ends too early; a text, array or object is not closed");
        assertThat(unreadable(MINIMAL + " {}")).endsWith(": nothing was expected after the end of the object");
        assertThat(unreadable("{\"id\": \"a\nb\"}"))
                .endsWith(": a text holds a control character, which must be escaped");
        assertThat(unreadable("{\"id\": \"\\x\"}")).endsWith(": a text holds an escape that JSON does not have");
        assertThat(unreadable("{\"id\": 01}")).endsWith(": a number is not written as JSON has it");
    }

    @Test
    void fieldNameThatNobodyKnows_isShortAndEscaped() {
        String message = invalid("{\"source\": {\"html\": \"x\"}, \"" + "é\\u0007".repeat(500) + "\": 1}");
        assertThat(message).startsWith("[\"é\\u0007é\\u0007").contains("…\"] is not a known field");
        assertThat(message.length()).isLessThan(600);
    }

    @Test
    void contentTypeThatNobodyKnows_isShortAndEscaped() {
        String message = unreadable("<p>", Map.of("content-type", "image/\u0007" + "x".repeat(10_000)));
        assertThat(message).contains("'image/\\u0007xxx", "…'").doesNotContain("\u0007");
        assertThat(message.length()).isLessThan(300);
        message = unreadable("<p>", Map.of("content-type", "text/html; charset=" + "x".repeat(10_000)));
        assertThat(message.length()).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pressrun-id", "ce_id"})
    void idThatIsNotUtf8_isRefused(String header) {
        var headers = Map.of("ce_specversion", "1.0", header, "a\udcff");
        assertThat(refused(FailureCode.JOB_INVALID, MINIMAL.getBytes(UTF_8), headers))
                .startsWith("the ")
                .contains(header.equals("ce_id") ? "CloudEvent" : header)
                .endsWith(" is not UTF-8, or holds half of a surrogate pair");
        assertThat(idOf(MINIMAL, headers)).isEqualTo(FALLBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "5", "true", "null"})
    void jsonThatIsNoObjectIsUnreadable(String json) {
        assertThat(unreadable(json)).contains("must be an object");
    }

    @Test
    void excessIsUnreadable() {
        assertThat(unreadable("{\"x\":" + "[".repeat(64) + "]".repeat(64) + "}"))
                .contains("depth");
        assertThat(invalid("{\"x\":" + "[".repeat(63) + "]".repeat(63) + "}")).startsWith("x is not a known field");
        assertThat(unreadable("{\"x\":" + "[".repeat(500_000))).contains("depth");
        assertThat(unreadable("{\"x\": 1" + "0".repeat(100) + "}")).contains("umber");
        assertThat(unreadable("{\"x\": 0." + "1".repeat(100_000) + "}")).contains("umber");
        assertThat(invalid("{\"x\": 1e999999999}")).contains("x is not a known field");
        assertThat(unreadable("{\"" + "x".repeat(100_000) + "\": 1}")).contains("ame");
        assertThat(unreadable("{\"x\": [" + "0,".repeat(200_000) + "0]}")).contains("oken");
    }

    // What is wrong with a job

    @Test
    void unknownFieldIsNamedWithItsPathTheNearestNameAndThoseAllowed() {
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"page\": {\"sizes\": \"A4\"}}"))
                .isEqualTo(
                        "page.sizes is not a known field; did you mean size? allowed here: size, orientation, margin");
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"Labels\": {}}")).contains("did you mean labels?");
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"lables\": {}}")).contains("did you mean labels?");
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"zzzzzz\": {}}")).doesNotContain("did you mean");
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"a.b\\n\": {}}")).startsWith("[\"a.b\\u000a\"] is not");
    }

    @Test
    void wrongValuesAreNamedWithPathFoundAndAllowed() {
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"page\": {\"orientation\": \"landscpe\"}}"))
                .isEqualTo("page.orientation must be one of portrait, landscape; found 'landscpe'");
        assertThat(invalid("{\"source\": {\"html\": 12}}"))
                .contains("source.html must be a string, found the number 12");
        assertThat(invalid("{\"source\": {\"html\": null}}")).contains("found null; leave the field out");
        assertThat(invalid("{\"source\": {\"html\": \"\"}}")).contains("source.html", "an empty string");
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"page\": {\"size\": \"" + "9".repeat(1000) + "\"}}"))
                .contains("found '" + "9".repeat(60) + "…'");
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"assets\": {\"b\\nc\": \"data:,\"}}"))
                .contains("assets[\"b\\u000ac\"]");
        assertThat(invalid("{\"source\": {\"html\": \"\\ud800\"}}")).contains("half of a surrogate pair");
    }

    @Test
    void exactlyOneSourceIsAsked() {
        assertThat(invalid("{}"))
                .isEqualTo("source is missing: it must be an object with exactly one of html, url, object");
        assertThat(invalid("{\"source\": {}}")).contains("exactly one of html, url, object; found none");
        assertThat(invalid("{\"source\": {\"html\": \"x\", \"url\": \"https://a.example\"}}"))
                .isEqualTo("source must have exactly one of html, url, object; found html and url");
    }

    @Test
    void allProblemsAreReportedUpToTen() {
        String message = invalid("""
                {"source": {}, "page": {"size": "x", "margin": "y"}, "output": {"to": "z"}, "labels": 1}""");
        assertThat(message.split("; (?=source|page|output|labels)", -1)).hasSize(5);
        var fields = new StringBuilder("{\"source\": {\"html\": \"x\"}");
        for (int i = 0; i < 25; i++) {
            fields.append(", \"unknown").append(i).append("\": 1");
        }
        assertThat(invalid(fields.append('}').toString()))
                .contains("unknown9 ", "; and 15 more")
                .doesNotContain("unknown10 ");
    }

    @Test
    void combinationsThatTheStandardsForbidAreExplained() {
        String attachments = "\"attachments\": [{\"name\": \"a\", \"source\": \"data:,\"}]";
        assertThat(invalid(
                        "{\"source\": {\"html\": \"x\"}, \"pdf\": {\"profile\": \"pdf/a-2b\", " + attachments + "}}"))
                .isEqualTo("pdf.attachments are not allowed in pdf/a-2b (ISO 19005); use pdf/a-3b, pdf/a-3u or pdf");
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"pdf\": {\"profile\": \"pdf/a-3b\","
                        + " \"encryption\": {\"ownerPassword\": \"a\"}}}"))
                .startsWith("pdf.encryption is not allowed in PDF/A");
        assertThat(invalid("{\"source\": {\"html\": \"x\"}, \"output\": {\"to\": \"topic\", \"key\": \"a\"}}"))
                .startsWith("output.key is allowed only with \"to\": \"store\"");
    }

    @Test
    void originIsReadInItsNormalForm() throws JobFailedException {
        for (String origin : List.of("HTTPS://CDN.Example:443", "https://cdn.example")) {
            JobDocuments.Case job = JobDocuments.with("fetch.headers.0.origin", "\"" + origin + "\"");
            assertThat(decode(job.document().toString())
                            .fetch()
                            .headers()
                            .getFirst()
                            .origin())
                    .isEqualTo("https://cdn.example");
        }
    }

    @Test
    void offsetOfNotAfterIsHeeded() throws JobFailedException {
        JobDocuments.Case job = JobDocuments.with("notAfter", "\"2026-11-22T12:00:00.5+02:00\"");
        assertThat(decode(job.document().toString()).notAfter()).isEqualTo(Instant.parse("2026-11-22T10:00:00.5Z"));
    }

    @Test
    void secretsAreNeverShown() {
        for (String path : List.of("fetch.headers.0.value", "fetch.headers.0.name", "pdf.encryption.ownerPassword")) {
            for (String json : List.of("\"hush hush\\n\"", "\"\\u0000hush\"", "4711471147114711", "[\"hush\"]")) {
                assertThat(invalid(JobDocuments.with(path, json).document().toString()))
                        .doesNotContain("hush", "4711");
            }
        }
        for (String path :
                List.of("fetch.headers", "fetch.headers.0", "pdf.encryption", "pdf.encryption.permissions")) {
            assertThat(invalid(JobDocuments.with(path, "\"hush\"").document().toString()))
                    .doesNotContain("hush");
        }
        assertThat(invalid(JobDocuments.with("baseUrl", "\"https://u:hush@a.example/?hush=hush\"")
                        .document()
                        .toString()))
                .contains("https:***@a.example/?***")
                .doesNotContain("hush");
        String unquoted = JobDocuments.full().toString().replace("\"Bearer header-secret\"", "hush");
        assertThat(unreadable(unquoted)).doesNotContain("hush");
    }

    // Results

    @Test
    void resultSaysWhatBecameOfTheJob() {
        var printed = new ResultEvent(
                "a",
                new Outcome.Printed(
                        new Receipt("store", "s3://pdfs/a.pdf", "a.pdf", 2, 1234, "ab".repeat(32)),
                        new Outcome.Report(
                                List.of(new Warning("ASSET_MISSING", "No logo", "logo.png")),
                                List.of(
                                        new AssetReport("a.css", AssetKind.STYLESHEET, FOUND, 200, 321, true, 4),
                                        new AssetReport("logo.png", AssetKind.IMAGE, MISSING, 404, 0, false, 8),
                                        new AssetReport("b.png", AssetKind.IMAGE, BLOCKED, 0, 0, false, 0)),
                                new Outcome.Timings(Map.of("parse", 12L)))),
                1,
                "worker-1",
                new ResultEvent.InputPosition("render-requests", 3, 42),
                Instant.parse("2026-11-22T12:00:00Z"),
                Map.of("tenant", "acme"));
        assertThat(new String(codec.encodeResult(printed), UTF_8))
                .isEqualTo("{\"specversion\":\"1\",\"id\":\"a\",\"status\":\"printed\","
                        + "\"output\":{\"to\":\"store\",\"uri\":\"s3://pdfs/a.pdf\",\"key\":\"a.pdf\"},"
                        + "\"pages\":2,\"bytes\":1234,\"sha256\":\"" + "ab".repeat(32) + "\","
                        + "\"warnings\":[{\"code\":\"ASSET_MISSING\",\"message\":\"No logo\",\"subject\":\"logo.png\"}],"
                        + "\"assets\":[{\"uri\":\"a.css\",\"kind\":\"stylesheet\",\"outcome\":\"found\","
                        + "\"status\":200,\"bytes\":321,\"fromCache\":true,\"millis\":4},"
                        + "{\"uri\":\"logo.png\",\"kind\":\"image\",\"outcome\":\"missing\",\"status\":404,\"millis\":8},"
                        + "{\"uri\":\"b.png\",\"kind\":\"image\",\"outcome\":\"blocked\"}],"
                        + "\"timings\":{\"parse\":12},\"attempts\":1,\"worker\":\"worker-1\","
                        + "\"input\":{\"topic\":\"render-requests\",\"partition\":3,\"offset\":42},"
                        + "\"completedAt\":\"2026-11-22T12:00:00Z\",\"labels\":{\"tenant\":\"acme\"}}");
    }

    @Test
    void failureSaysWhetherItMayPass() {
        assertThat(failed(FailureCode.STORE_UNAVAILABLE, "m"))
                .contains("\"status\":\"failed\"")
                .contains("\"failure\":{\"code\":\"STORE_UNAVAILABLE\",\"message\":\"m\",\"retryable\":true}")
                .doesNotContain("\"output\"", "\"pages\"");
        assertThat(failed(FailureCode.EXPIRED, "m")).contains("\"status\":\"expired\"", "\"retryable\":false");
    }

    @Test
    void textWithoutAUtf8FormIsMendedInResults() {
        assertThat(failed(FailureCode.RENDER_FAILED, "a\ud800b😀")).contains("\"a\ufffdb😀\"");
    }

    @Test
    void textWithoutAUtf8FormIsRefusedInJobs() {
        RenderJob job = RenderJob.ofHtml("a", "\ud800");
        assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(job)).withMessageContaining("UTF-8");
    }

    private String failed(FailureCode code, String message) {
        var result = new ResultEvent(
                "a",
                new Outcome.Failed(code, message, Outcome.Report.NONE),
                1,
                "w",
                new ResultEvent.InputPosition("t", 0, 0),
                Instant.EPOCH,
                Map.of());
        return new String(codec.encodeResult(result), UTF_8);
    }

    @Test
    void unknownFieldsOfResultsArePassedOver() {
        String json =
                failed(FailureCode.INTERNAL_ERROR, "m").replace("\"attempts\"", "\"novelty\":{\"x\":[1]},\"attempts\"");
        assertThat(codec.decodeResult(json.getBytes(UTF_8)).id()).isEqualTo("a");
    }

    @Test
    void whatIsNoResultIsRefusedWithTheReason() {
        String good = failed(FailureCode.INTERNAL_ERROR, "m");
        for (var change : Map.of(
                        "\"specversion\":\"1\"", "\"specversion\":\"2\"",
                        "\"status\":\"failed\"", "\"status\":\"lost\"",
                        "INTERNAL_ERROR", "NEW_CODE",
                        "\"attempts\":1", "\"attempts\":-1",
                        "\"partition\":0", "\"partition\":1.5",
                        "1970-01-01T00:00:00Z", "yesterday",
                        "\"worker\":\"w\"", "\"worker\":null")
                .entrySet()) {
            assertThat(good).contains(change.getKey());
            byte[] bad = good.replace(change.getKey(), change.getValue()).getBytes(UTF_8);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> codec.decodeResult(bad))
                    .withMessageStartingWith("The value is not a result of Pressrun: ");
        }
        assertThatThrownBy(() -> codec.decodeResult("junk".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
    }

    // Size

    @Test
    void largeHtmlIsRead() throws JobFailedException {
        String html = "<p>ünï</p>".repeat(1_000_000);
        RenderJob job = RenderJob.ofHtml("a", html);
        assertThat(codec.decode(codec.encode(job), Map.of(), FALLBACK)).isEqualTo(job);
    }

    @Test
    void textOverTheLimitIsUnreadable() {
        byte[] value = new byte[JsonLimits.MAX_STRING_LENGTH + 100];
        Arrays.fill(value, (byte) 'x');
        byte[] start = "{\"source\": {\"html\": \"".getBytes(UTF_8);
        System.arraycopy(start, 0, value, 0, start.length);
        value[value.length - 3] = '"';
        value[value.length - 2] = '}';
        value[value.length - 1] = '}';
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(() -> codec.decode(value, Map.of(), FALLBACK))
                .withMessageContaining("67108864");
    }
}
