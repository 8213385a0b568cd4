package io.pressrun.job.json;

import io.pressrun.job.AssetKind;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Attachment;
import io.pressrun.job.RenderJob.Encryption;
import io.pressrun.job.RenderJob.FetchOptions;
import io.pressrun.job.RenderJob.OnMissing;
import io.pressrun.job.RenderJob.OriginHeader;
import io.pressrun.job.RenderJob.Output;
import io.pressrun.job.RenderJob.PageSetup;
import io.pressrun.job.RenderJob.PdfOptions;
import io.pressrun.job.RenderJob.Profile;
import io.pressrun.job.RenderJob.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON object of a job, defaults left out. Maps are sorted, so the same job has the same bytes. */
final class JobWriter {
    private JobWriter() {}

    static ObjectNode write(RenderJob job) {
        ObjectNode json = object();
        json.put("id", job.id());
        json.set("source", source(job.source()));
        if (job.baseUrl() != null) {
            json.put("baseUrl", job.baseUrl().toString());
        }
        putEntries(json, "assets", job.assets());
        putObject(json, "page", page(job.page()));
        putObject(json, "pdf", pdf(job.pdf()));
        putObject(json, "fetch", fetch(job.fetch()));
        putObject(json, "output", output(job.output()));
        if (job.notAfter() != null) {
            json.put("notAfter", job.notAfter().toString());
        }
        putEntries(json, "labels", job.labels());
        return json;
    }

    static ObjectNode source(Source source) {
        return switch (source) {
            case Source.Html(String html) -> object().put("html", html);
            case Source.Url(var url) -> object().put("url", url.toString());
            case Source.StoredObject(String name) -> object().put("object", name);
        };
    }

    private static ObjectNode page(PageSetup page) {
        ObjectNode json = object();
        putText(json, "size", page.size());
        putText(json, "orientation", page.orientation() == null ? null : JsonNames.of(page.orientation()));
        putText(json, "margin", page.margin());
        return json;
    }

    private static ObjectNode pdf(PdfOptions pdf) {
        ObjectNode json = object();
        putText(
                json,
                "profile",
                pdf.profile() == Profile.PDF ? null : pdf.profile().label());
        putText(json, "title", pdf.title());
        putText(json, "author", pdf.author());
        putText(json, "subject", pdf.subject());
        putTexts(json, "keywords", pdf.keywords());
        putText(json, "language", pdf.language());
        if (!pdf.attachments().isEmpty()) {
            ArrayNode attachments = json.putArray("attachments");
            pdf.attachments().forEach(attachment -> attachments.add(attachment(attachment)));
        }
        if (pdf.encryption() != null) {
            json.set("encryption", encryption(pdf.encryption()));
        }
        return json;
    }

    private static ObjectNode attachment(Attachment attachment) {
        ObjectNode json = object();
        json.put("name", attachment.name());
        json.put("source", attachment.source());
        putText(json, "mediaType", attachment.mediaType());
        putText(json, "description", attachment.description());
        String relationship = attachment.relationship();
        putText(json, "relationship", relationship.equals(JsonNames.UNSPECIFIED) ? null : relationship);
        return json;
    }

    private static ObjectNode encryption(Encryption encryption) {
        ObjectNode json = object();
        putText(json, "userPassword", encryption.userPassword());
        json.put("ownerPassword", encryption.ownerPassword());
        putTexts(
                json,
                "permissions",
                encryption.permissions().stream().map(JsonNames::of).toList());
        return json;
    }

    private static ObjectNode fetch(FetchOptions fetch) {
        ObjectNode json = object();
        putOnMissing(json, fetch.onMissing());
        if (!fetch.headers().isEmpty()) {
            ArrayNode headers = json.putArray("headers");
            for (OriginHeader header : fetch.headers()) {
                headers.addObject()
                        .put("origin", header.origin())
                        .put("name", header.name())
                        .put("value", header.value());
            }
        }
        return json;
    }

    private static void putOnMissing(ObjectNode json, Map<AssetKind, OnMissing> byKind) {
        List<AssetKind> failing = byKind.keySet().stream()
                .filter(kind -> byKind.get(kind) == OnMissing.FAIL)
                .toList();
        if (failing.size() == byKind.size()) {
            json.put("onMissing", JsonNames.of(OnMissing.FAIL));
        } else if (!failing.isEmpty()) {
            ObjectNode kinds = json.putObject("onMissing");
            failing.forEach(kind -> kinds.put(JsonNames.of(kind), JsonNames.of(OnMissing.FAIL)));
        }
    }

    private static ObjectNode output(Output output) {
        ObjectNode json = object();
        switch (output) {
            case Output.Unspecified() -> {}
            case Output.Store(var key) -> {
                json.put("to", "store");
                putText(json, "key", key);
            }
            case Output.Topic() -> json.put("to", "topic");
        }
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void putObject(ObjectNode json, String name, ObjectNode value) {
        if (!value.isEmpty()) {
            json.set(name, value);
        }
    }

    private static void putText(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void putTexts(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(name);
            values.forEach(array::add);
        }
    }

    private static void putEntries(ObjectNode json, String name, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            ObjectNode object = json.putObject(name);
            new TreeMap<>(entries).forEach(object::put);
        }
    }
}
