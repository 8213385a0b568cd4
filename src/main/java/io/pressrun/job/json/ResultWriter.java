package io.pressrun.job.json;

import io.pressrun.job.AssetReport;
import io.pressrun.job.AssetReport.AssetOutcome;
import io.pressrun.job.FailureCode;
import io.pressrun.job.Outcome;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.Warning;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON object of a result. Text from documents is mended where it has no UTF-8 form. */
final class ResultWriter {
    static final String SPEC_VERSION = "1";

    private ResultWriter() {}

    static ObjectNode write(ResultEvent result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("specversion", SPEC_VERSION);
        json.put("id", encodable(result.id()));
        switch (result.outcome()) {
            case Outcome.Printed printed -> write(printed, json);
            case Outcome.Failed failed -> write(failed, json);
            case Outcome.RetryLater later -> throw new IllegalArgumentException("not a final outcome: " + later);
            case Outcome.Interrupted none -> throw new IllegalArgumentException("not a final outcome: " + none);
        }
        json.put("attempts", result.attempts());
        json.put("worker", encodable(result.worker()));
        write(result.input(), json.putObject("input"));
        var duplicateOf = result.duplicateOf();
        if (duplicateOf != null) {
            write(duplicateOf, json.putObject("duplicateOf"));
        }
        json.put("completedAt", result.completedAt().toString());
        ObjectNode labels = json.putObject("labels");
        new TreeMap<>(result.labels()).forEach((name, value) -> labels.put(encodable(name), encodable(value)));
        return json;
    }

    private static void write(ResultEvent.InputPosition position, ObjectNode json) {
        json.put("topic", position.topic())
                .put("partition", position.partition())
                .put("offset", position.offset());
    }

    private static void write(Outcome.Printed printed, ObjectNode json) {
        json.put("status", "printed");
        ObjectNode output = json.putObject("output")
                .put("to", printed.receipt().to())
                .put("uri", encodable(printed.receipt().uri()));
        String key = printed.receipt().key();
        if (key != null) {
            output.put("key", encodable(key));
        }
        json.put("pages", printed.receipt().pages());
        json.put("bytes", printed.receipt().bytes());
        json.put("sha256", printed.receipt().sha256());
        write(printed.report(), json);
    }

    private static void write(Outcome.Failed failed, ObjectNode json) {
        json.put("status", failed.code() == FailureCode.EXPIRED ? "expired" : "failed");
        write(failed.report(), json);
        json.putObject("failure")
                .put("code", failed.code().name())
                .put("message", encodable(failed.message()))
                .put("retryable", failed.code().retryable());
    }

    private static void write(Outcome.Report report, ObjectNode json) {
        ArrayNode warnings = json.putArray("warnings");
        for (Warning warning : report.warnings()) {
            ObjectNode object =
                    warnings.addObject().put("code", warning.code()).put("message", encodable(warning.message()));
            String subject = warning.subject();
            if (subject != null) {
                object.put("subject", encodable(subject));
            }
        }
        ArrayNode assets = json.putArray("assets");
        report.assets().forEach(asset -> write(asset, assets.addObject()));
        ObjectNode timings = json.putObject("timings");
        report.timings().millis().forEach(timings::put);
    }

    private static void write(AssetReport asset, ObjectNode json) {
        json.put("uri", encodable(asset.uri()));
        json.put("kind", JsonNames.of(asset.kind()));
        json.put("outcome", JsonNames.of(asset.outcome()));
        if (asset.status() != 0) {
            json.put("status", asset.status());
        }
        if (asset.outcome() == AssetOutcome.FOUND) {
            json.put("bytes", asset.bytes()).put("fromCache", asset.fromCache());
        }
        if (asset.outcome() != AssetOutcome.BLOCKED) {
            json.put("millis", asset.millis());
        }
    }

    /** The text with U+FFFD for every surrogate that lacks its other half. */
    private static String encodable(String text) {
        if (TextRule.isWellFormed(text)) {
            return text;
        }
        return text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
