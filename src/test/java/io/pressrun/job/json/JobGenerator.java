package io.pressrun.job.json;

import io.pressrun.job.AssetKind;
import io.pressrun.job.AssetReport;
import io.pressrun.job.AssetReport.AssetOutcome;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Receipt;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Attachment;
import io.pressrun.job.RenderJob.Encryption;
import io.pressrun.job.RenderJob.FetchOptions;
import io.pressrun.job.RenderJob.OnMissing;
import io.pressrun.job.RenderJob.Orientation;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.job.RenderJob.Output;
import io.pressrun.job.RenderJob.PageSetup;
import io.pressrun.job.RenderJob.PdfOptions;
import io.pressrun.job.RenderJob.Permission;
import io.pressrun.job.RenderJob.Profile;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.Warning;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes valid jobs and results, each field present or absent by chance. The same seed makes the same ones. */
final class JobGenerator {
    private static final List<String> WORDS =
            List.of("a", "Rechnung", "Łódź", "日本語", "😀", "\"quoted\"", "back\\slash", "<b>&amp;</b>", "x".repeat(200));

    private final Random random;

    JobGenerator(long seed) {
        this.random = new Random(seed);
    }

    RenderJob job() {
        Map<String, String> assets = assets();
        return new RenderJob(
                text(),
                source(),
                maybe(() -> URI.create(one("https://shop.example/", "http://127.0.0.1:8080/a/b?c=d#e"))),
                assets,
                new PageSetup(
                        maybe(() -> one("A4", "jis-b5", "LETTER", "210mm 99mm", "8.5in 11in", "600px", "400Q")),
                        maybe(() -> one(Orientation.values())),
                        maybe(() -> one("0", "20mm", "1cm 2cm", "1pc 2pt .5in", "0 0 12.25px 0"))),
                pdf(assets),
                new FetchOptions(onMissing(), list(this::header)),
                output(),
                maybe(() -> Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000))),
                labels());
    }

    ResultEvent result() {
        Outcome outcome = random.nextBoolean() ? printed() : failed();
        return new ResultEvent(
                text(),
                outcome,
                random.nextInt(10),
                "worker-" + random.nextInt(100),
                position(),
                Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)),
                labels(),
                outcome instanceof Outcome.Printed ? maybe(this::position) : null);
    }

    private ResultEvent.InputPosition position() {
        return new ResultEvent.InputPosition("render-requests", random.nextInt(64), random.nextLong(Long.MAX_VALUE));
    }

    private Outcome printed() {
        boolean store = random.nextBoolean();
        return new Outcome.Printed(
                new Receipt(
                        store ? "store" : "topic",
                        store ? "s3://pdfs/a.pdf" : "kafka:render-pdfs",
                        store ? "a.pdf" : null,
                        1 + random.nextInt(500),
                        1 + random.nextLong(1L << 40),
                        "0f".repeat(32)),
                report());
    }

    private Outcome failed() {
        return new Outcome.Failed(one(FailureCode.values()), text(), report());
    }

    private Outcome.Report report() {
        return new Outcome.Report(warnings(), list(this::asset), timings());
    }

    private AssetReport asset() {
        AssetOutcome outcome = one(AssetOutcome.values());
        boolean found = outcome == AssetOutcome.FOUND;
        return new AssetReport(
                text(),
                one(AssetKind.values()),
                outcome,
                random.nextBoolean() ? 0 : 200 + random.nextInt(400),
                found ? random.nextLong(1L << 40) : 0,
                found && random.nextBoolean(),
                outcome == AssetOutcome.BLOCKED ? 0 : random.nextLong(100_000));
    }

    private Map<AssetKind, OnMissing> onMissing() {
        var byKind = new EnumMap<AssetKind, OnMissing>(AssetKind.class);
        for (AssetKind kind : AssetKind.values()) {
            byKind.put(kind, one(OnMissing.values()));
        }
        return byKind;
    }

    private List<Warning> warnings() {
        return list(() -> new Warning("ASSET_MISSING", text(), maybe(this::text)));
    }

    private Outcome.Timings timings() {
        var millis = new LinkedHashMap<String, Long>();
        for (String stage : List.of("parse", "fetch", "render", "deliver")) {
            if (random.nextBoolean()) {
                millis.put(stage, random.nextLong(100_000));
            }
        }
        return new Outcome.Timings(millis);
    }

    private Source source() {
        return switch (random.nextInt(3)) {
            case 0 -> new Source.Html("<!doctype html>\n\t<p>" + text() + "\u0000\u0085");
            case 1 -> new Source.Url(URI.create("https://[2001:db8::1]:8443/%C3%A9?q[]=1"));
            default -> new Source.StoredObject(one("s3://templates/a/b%20c.html", "invoices/ünï cödé.html"));
        };
    }

    private Map<String, String> assets() {
        var assets = new LinkedHashMap<String, String>();
        for (String name : List.of("logo.png", "fonts/a b.woff2", "…/ü.css")) {
            if (random.nextBoolean()) {
                assets.put(
                        name,
                        one("data:,", "DATA:text/css;charset=utf-8,a{}\n", "http://cdn.example/a", "s3://fonts/a.ttf"));
            }
        }
        return assets;
    }

    private PdfOptions pdf(Map<String, String> assets) {
        Profile profile = one(Profile.values());
        return new PdfOptions(
                profile,
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                list(this::text),
                maybe(() -> one("en", "pt-BR", "zh-Hant-TW", "de-CH-1996", "x-klingon", "en-u-hc-h12-x-a")),
                profile.allowsAttachments() ? attachments(assets) : List.of(),
                profile == Profile.PDF ? maybe(this::encryption) : null);
    }

    private List<Attachment> attachments(Map<String, String> assets) {
        var attachments = new ArrayList<Attachment>();
        for (String name : List.of("invoice.xml", "données.csv")) {
            if (random.nextBoolean()) {
                attachments.add(new Attachment(
                        name,
                        assets.isEmpty()
                                ? "data:,x"
                                : assets.keySet().stream().sorted().findFirst().orElseThrow(),
                        maybe(() -> "application/xml"),
                        maybe(this::text),
                        one("Source", "Data", "Alternative", "Supplement", "Unspecified")));
            }
        }
        return attachments;
    }

    private Encryption encryption() {
        var permissions = new ArrayList<>(List.of(Permission.values()));
        permissions.removeIf(permission -> random.nextBoolean());
        return new Encryption(maybe(() -> "pässword"), "öwner \\\"", permissions);
    }

    private OriginHeader header() {
        return new OriginHeader(
                one("https://cdn.example", "http://localhost:8080", "https://[::1]:444"),
                one("Authorization", "X-Token", "cookie"),
                one("Bearer a.b-c", "k=v; \t l=\"w\""));
    }

    private Output output() {
        return switch (random.nextInt(4)) {
            case 0 -> new Output.Unspecified();
            case 1 -> new Output.Topic();
            case 2 -> new Output.Store(null);
            default -> new Output.Store(one("a.pdf", "2026:11/ü/…/a.pdf"));
        };
    }

    private Map<String, String> labels() {
        return random.nextBoolean() ? Map.of() : Map.of("tenant", text(), "ключ", "v");
    }

    private String text() {
        return one(WORDS.toArray(String[]::new));
    }

    private <T> List<T> list(Supplier<T> item) {
        return Stream.generate(item).limit(random.nextInt(3)).toList();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
