package io.pressrun.job.json;

import io.pressrun.job.AssetReport;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.Receipt;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.ResultEvent.InputPosition;
import io.pressrun.job.Warning;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A reading of the JSON object of a result. Unknown fields are passed over, so that an old reader understands a newer worker. */
final class ResultReader {
    private final JsonNode json;

    ResultReader(ObjectNode json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException naming the field that is missing or wrong */
    ResultEvent read() {
        String version = text(json, "specversion");
        if (!version.equals(ResultWriter.SPEC_VERSION)) {
            throw wrong(
                    "specversion", "must be " + ResultWriter.SPEC_VERSION + ", found " + QuotedText.quoted(version));
        }
        String status = text(json, "status");
        Outcome outcome = switch (status) {
            case "printed" -> printed();
            case "failed", "expired" -> failed();
            default -> throw wrong("status", "must be printed, failed or expired, found " + QuotedText.quoted(status));
        };
        return new ResultEvent(
                text(json, "id"),
                outcome,
                (int) number(json, "attempts", Integer.MAX_VALUE),
                text(json, "worker"),
                position(object(json, "input")),
                instant("completedAt"),
                labels(),
                json.has("duplicateOf") && outcome instanceof Outcome.Printed
                        ? position(object(json, "duplicateOf"))
                        : null);
    }

    private static InputPosition position(JsonNode json) {
        return new InputPosition(
                text(json, "topic"),
                (int) number(json, "partition", Integer.MAX_VALUE),
                number(json, "offset", Long.MAX_VALUE));
    }

    private Outcome printed() {
        JsonNode output = object(json, "output");
        return new Outcome.Printed(
                new Receipt(
                        text(output, "to"),
                        text(output, "uri"),
                        optionalText(output, "key"),
                        (int) number(json, "pages", Integer.MAX_VALUE),
                        number(json, "bytes", Long.MAX_VALUE),
                        text(json, "sha256")),
                report());
    }

    private Outcome failed() {
        JsonNode failure = object(json, "failure");
        String name = text(failure, "code");
        for (FailureCode code : FailureCode.values()) {
            if (code.name().equals(name)) {
                return new Outcome.Failed(code, text(failure, "message"), report());
            }
        }
        throw wrong("failure.code", "is not known to this version: " + QuotedText.quoted(name) + "; use a newer one");
    }

    private Outcome.Report report() {
        return new Outcome.Report(warnings(), assets(), timings());
    }

    private List<AssetReport> assets() {
        var assets = new ArrayList<AssetReport>();
        for (JsonNode asset : json.path("assets").values()) {
            assets.add(new AssetReport(
                    text(asset, "uri"),
                    named(asset, "kind", JsonNames.ASSET_KINDS),
                    named(asset, "outcome", JsonNames.ASSET_OUTCOMES),
                    (int) optionalNumber(asset, "status"),
                    optionalNumber(asset, "bytes"),
                    asset.path("fromCache").asBoolean(false),
                    optionalNumber(asset, "millis")));
        }
        return assets;
    }

    private static <E> E named(JsonNode parent, String name, Map<String, E> values) {
        String text = text(parent, name);
        E value = values.get(text);
        if (value == null) {
            throw wrong(name, "is not known to this version: " + QuotedText.quoted(text) + "; use a newer one");
        }
        return value;
    }

    private static long optionalNumber(JsonNode parent, String name) {
        return parent.has(name) ? number(parent, name, Long.MAX_VALUE) : 0;
    }

    private List<Warning> warnings() {
        var warnings = new ArrayList<Warning>();
        for (JsonNode warning : json.path("warnings").values()) {
            warnings.add(
                    new Warning(text(warning, "code"), text(warning, "message"), optionalText(warning, "subject")));
        }
        return warnings;
    }

    private Outcome.Timings timings() {
        JsonNode timings = optionalObject("timings");
        var millis = new LinkedHashMap<String, Long>();
        for (String stage : timings.propertyNames()) {
            millis.put(stage, number(timings, stage, Long.MAX_VALUE));
        }
        return new Outcome.Timings(millis);
    }

    private Map<String, String> labels() {
        JsonNode object = optionalObject("labels");
        var labels = new LinkedHashMap<String, String>();
        for (String name : object.propertyNames()) {
            labels.put(name, text(object, name));
        }
        return labels;
    }

    private Instant instant(String name) {
        String text = text(json, name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    message(name, "must be a date and time (RFC 3339), found " + QuotedText.quoted(text)), e);
        }
    }

    private JsonNode optionalObject(String name) {
        return json.has(name) ? object(json, name) : JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode object(JsonNode parent, String name) {
        JsonNode value = parent.get(name);
        if (value == null || !value.isObject()) {
            throw wrong(name, "must be an object");
        }
        return value;
    }

    private static @Nullable String optionalText(JsonNode parent, String name) {
        return parent.hasNonNull(name) ? text(parent, name) : null;
    }

    private static String text(JsonNode parent, String name) {
        JsonNode value = parent.get(name);
        if (value == null || !value.isString()) {
            throw wrong(name, "must be a string");
        }
        return value.stringValue();
    }

    private static long number(JsonNode parent, String name, long max) {
        JsonNode value = parent.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "must be a whole number");
        }
        long number = value.longValue();
        if (number < 0 || number > max) {
            throw wrong(name, "must be from 0 to " + max + ", found " + number);
        }
        return number;
    }

    private static IllegalArgumentException wrong(String field, String sentence) {
        return new IllegalArgumentException(message(field, sentence));
    }

    private static String message(String field, String sentence) {
        return "The value is not a result of Pressrun: " + field + " " + sentence;
    }
}
