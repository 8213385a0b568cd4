package io.pressrun.job.json;

import static java.util.Objects.requireNonNullElse;

import io.pressrun.job.AssetKind;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.FetchOptions;
import io.pressrun.job.RenderJob.OnMissing;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.job.RenderJob.Output;
import io.pressrun.job.RenderJob.PageSetup;
import io.pressrun.job.RenderJob.PdfOptions;
import io.pressrun.job.RenderJob.Source;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A reading of the JSON object of a job: a {@link RenderJob} with its defaults, or a list of all that is wrong. */
final class JobReader {
    static final List<String> JOB_FIELDS =
            List.of("id", "source", "baseUrl", "assets", "page", "pdf", "fetch", "output", "notAfter", "labels");
    static final List<String> SOURCE_FIELDS = List.of("html", "url", "object");
    static final List<String> PAGE_FIELDS = List.of("size", "orientation", "margin");
    static final List<String> FETCH_FIELDS = List.of("onMissing", "headers");
    static final List<String> HEADER_FIELDS = List.of("origin", "name", "value");
    static final List<String> OUTPUT_FIELDS = List.of("to", "key");
    static final int MAX_ASSETS = 1000;
    static final int MAX_HEADERS = 32;
    static final int MAX_LABELS = 32;

    private final Problems problems = new Problems();
    private final Fields job;
    private final Map<String, String> assets;

    JobReader(ObjectNode node, String path) {
        this.job = Fields.of(node, path, problems, JOB_FIELDS);
        this.assets = job.entries("assets", MAX_ASSETS, TextRule.ASSET_NAME, TextRule.ASSET);
    }

    /** @param otherIds tells the id where the job has none */
    RenderJob read(OtherIds otherIds) throws JobFailedException {
        String id = job.has("id") ? job.text("id", TextRule.ID) : otherIds.choose(problems);
        var read = new RenderJob(
                requireNonNullElse(id, ""),
                source(),
                url(job, "baseUrl"),
                assets,
                page(),
                pdf(),
                fetch(),
                output(),
                notAfter(),
                job.entries("labels", MAX_LABELS, TextRule.LABEL_NAME, TextRule.LABEL_VALUE));
        problems.throwIfAny();
        return read;
    }

    private Source source() {
        var nothing = new Source.Html("");
        if (!job.has("source")) {
            job.missing("source", "an object with exactly one of html, url, object");
            return nothing;
        }
        Fields source = job.object("source", SOURCE_FIELDS);
        if (source == null) {
            return nothing;
        }
        List<String> given = SOURCE_FIELDS.stream().filter(source::has).toList();
        if (given.size() != 1) {
            job.problem(
                    "source",
                    "must have exactly one of html, url, object; found "
                            + (given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        String html = source.text("html", TextRule.HTML);
        URI url = url(source, "url");
        String object = source.text("object", TextRule.OBJECT);
        if (url != null) {
            return new Source.Url(url);
        }
        return object != null ? new Source.StoredObject(object) : new Source.Html(requireNonNullElse(html, ""));
    }

    private static @Nullable URI url(Fields fields, String name) {
        String text = fields.text(name, TextRule.URL);
        return text == null ? null : URI.create(text);
    }

    private PageSetup page() {
        Fields page = job.object("page", PAGE_FIELDS);
        if (page == null) {
            return PageSetup.DEFAULT;
        }
        return new PageSetup(
                page.text("size", TextRule.PAGE_SIZE),
                page.oneOf("orientation", JsonNames.ORIENTATIONS),
                page.text("margin", TextRule.PAGE_MARGIN));
    }

    private PdfOptions pdf() {
        Fields pdf = job.object("pdf", PdfReader.FIELDS);
        return pdf == null ? PdfOptions.DEFAULT : new PdfReader(pdf, assets.keySet()).read();
    }

    private FetchOptions fetch() {
        Fields fetch = job.object("fetch", FETCH_FIELDS);
        if (fetch == null) {
            return FetchOptions.DEFAULT;
        }
        var headers = new ArrayList<OriginHeader>();
        for (Fields header : fetch.objects("headers", MAX_HEADERS, HEADER_FIELDS)) {
            headers.add(header(header));
        }
        return new FetchOptions(onMissing(fetch), headers);
    }

    private static Map<AssetKind, OnMissing> onMissing(Fields fetch) {
        if (!fetch.isObject("onMissing")) {
            return OnMissing.forAll(requireNonNullElse(fetch.oneOf("onMissing", JsonNames.ON_MISSING), OnMissing.WARN));
        }
        var byKind = new EnumMap<AssetKind, OnMissing>(AssetKind.class);
        Fields kinds = fetch.object("onMissing", List.copyOf(JsonNames.ASSET_KINDS.keySet()));
        JsonNames.ASSET_KINDS.forEach((name, kind) -> {
            OnMissing value = kinds == null ? null : kinds.oneOf(name, JsonNames.ON_MISSING);
            if (value != null) {
                byKind.put(kind, value);
            }
        });
        return byKind;
    }

    private static OriginHeader header(Fields header) {
        return new OriginHeader(
                normalOrigin(header.requiredText("origin", TextRule.ORIGIN)),
                header.requiredSecret("name", TextRule.HEADER_NAME),
                header.requiredSecret("value", TextRule.HEADER_VALUE));
    }

    /** RFC 6454, section 4: lower case, and no port where it is the scheme's own. */
    private static String normalOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        boolean defaultPort = lower.startsWith("https:") ? lower.endsWith(":443") : lower.endsWith(":80");
        return defaultPort ? lower.substring(0, lower.lastIndexOf(':')) : lower;
    }

    private Output output() {
        Fields output = job.object("output", OUTPUT_FIELDS);
        if (output == null) {
            return new Output.Unspecified();
        }
        String to = output.oneOf("to", JsonNames.OUTPUTS);
        if (!output.has("to")) {
            output.missing("to", "store or topic");
        }
        String key = output.text("key", TextRule.OUTPUT_KEY);
        if (!"topic".equals(to)) {
            return new Output.Store(key);
        }
        if (output.has("key")) {
            output.problem("key", "is allowed only with \"to\": \"store\"; leave it out");
        }
        return new Output.Topic();
    }

    private @Nullable Instant notAfter() {
        String text = job.text("notAfter", TextRule.DATE_TIME);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    /** The ids that stand in for one in the job, the first that is there. */
    record OtherIds(@Nullable String header, @Nullable String event, String fallback) {
        String choose(Problems problems) {
            String id = requireNonNullElse(header, requireNonNullElse(event, fallback));
            String name = header != null ? "the header pressrun-id" : "the id of the CloudEvent";
            if (header == null && event == null || TextRule.ID.allows(id)) {
                return id;
            }
            problems.add(
                    name,
                    TextRule.isWellFormed(id)
                            ? "must be " + TextRule.ID.expected() + ", found " + QuotedText.quoted(id)
                            : "is not UTF-8, or holds half of a surrogate pair");
            return id;
        }
    }
}
