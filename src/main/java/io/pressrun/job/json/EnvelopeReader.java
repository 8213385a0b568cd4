package io.pressrun.job.json;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A reading of what a record holds: a JSON job, bare HTML, or a CloudEvent with either (Kafka protocol binding 1.0.2, binary
 * and structured mode). Thread-safe.
 */
final class EnvelopeReader {
    private static final String CONTENT_TYPE = "content-type";
    private static final String LABELS = "labels";
    private static final String SPEC_VERSION = "1.0";

    private final StrictJson json;

    EnvelopeReader(StrictJson json) {
        this.json = json;
    }

    /** @throws JobFailedException with {@link FailureCode#JOB_UNREADABLE} */
    Envelope open(byte @Nullable [] value, Map<String, String> headers) throws JobFailedException {
        if (value == null || value.length == 0) {
            throw unreadable("The record has no value" + (value == null ? " (a tombstone)" : "")
                    + "; it must hold a job as JSON, or HTML");
        }
        ContentType type = typeOf(headers);
        if (type == ContentType.STRUCTURED_EVENT) {
            return structured(json.readObject(value));
        }
        String version = headers.get("ce_specversion");
        if (version == null) {
            return new Envelope(content(value, type), null);
        }
        requireSpecVersion("The header ce_specversion", version);
        return new Envelope(content(value, type), headers.get("ce_id"));
    }

    /** The id that the record's value gives, even where the value is damaged. */
    Optional<String> peekId(byte[] value, Map<String, String> headers) {
        return switch (lenientTypeOf(headers)) {
            case JSON -> json.peek(value, null, "id");
            case HTML -> Optional.empty();
            case STRUCTURED_EVENT -> json.peek(value, "data", "id").or(() -> peekIdInBase64(value));
        };
    }

    private Optional<String> peekIdInBase64(byte[] value) {
        return peekData(value).flatMap(data -> json.peek(data, null, "id"));
    }

    private Optional<byte[]> peekData(byte[] value) {
        try {
            return Optional.of(decoded(json.peek(value, null, "data_base64").orElse("")));
        } catch (JobFailedException e) {
            return Optional.empty();
        }
    }

    /** The labels that the record's value gives, even where the value is damaged behind them. */
    Map<String, String> peekLabels(byte[] value, Map<String, String> headers) {
        return switch (lenientTypeOf(headers)) {
            case JSON -> json.peekTexts(value, null, LABELS);
            case HTML -> Map.of();
            case STRUCTURED_EVENT -> {
                Map<String, String> inData = json.peekTexts(value, "data", LABELS);
                yield inData.isEmpty()
                        ? peekData(value)
                                .map(data -> json.peekTexts(data, null, LABELS))
                                .orElse(Map.of())
                        : inData;
            }
        };
    }

    /** The id of the CloudEvent, even where the event is damaged. */
    Optional<String> peekEventId(byte @Nullable [] value, Map<String, String> headers) {
        if (lenientTypeOf(headers) == ContentType.STRUCTURED_EVENT) {
            return value == null ? Optional.empty() : json.peek(value, null, "id");
        }
        return headers.containsKey("ce_specversion") ? Optional.ofNullable(headers.get("ce_id")) : Optional.empty();
    }

    private static ContentType typeOf(Map<String, String> headers) throws JobFailedException {
        String text = headers.get(CONTENT_TYPE);
        return text == null || text.isBlank() ? ContentType.JSON : ContentType.parse(text, "The header content-type");
    }

    private static ContentType lenientTypeOf(Map<String, String> headers) {
        try {
            return typeOf(headers);
        } catch (JobFailedException e) {
            return ContentType.JSON;
        }
    }

    private Envelope.Content content(byte[] value, ContentType type) throws JobFailedException {
        return switch (type) {
            case JSON -> new Envelope.Content.Json(json.readObject(value), "");
            case HTML -> html(json.readText(value));
            case STRUCTURED_EVENT -> throw unreadable("A CloudEvent must not hold another CloudEvent");
        };
    }

    private static Envelope.Content html(String html) throws JobFailedException {
        if (html.isEmpty()) {
            throw unreadable("The value must hold HTML, but is empty");
        }
        if (!TextRule.isWellFormed(html)) {
            throw unreadable("The HTML holds half of a surrogate pair, which is no character");
        }
        return new Envelope.Content.Html(html);
    }

    private Envelope structured(ObjectNode event) throws JobFailedException {
        requireSpecVersion("The CloudEvent's specversion", textOf(event, "specversion"));
        String id = textOf(event, "id");
        String typeName = textOf(event, "datacontenttype");
        ContentType type =
                typeName == null ? ContentType.JSON : ContentType.parse(typeName, "The CloudEvent's datacontenttype");
        JsonNode data = event.get("data");
        String base64 = textOf(event, "data_base64");
        if ((data == null) == (base64 == null)) {
            throw unreadable("The CloudEvent must have either data or data_base64, found "
                    + (data == null ? "neither" : "both"));
        }
        return new Envelope(data == null ? content(decoded(base64), type) : content(data, type), id);
    }

    private static Envelope.Content content(JsonNode data, ContentType type) throws JobFailedException {
        return switch (type) {
            case JSON -> {
                if (data instanceof ObjectNode job) {
                    yield new Envelope.Content.Json(job, "data");
                }
                throw unreadable("The CloudEvent's data must be an object with the fields of a job; for HTML say"
                        + " \"datacontenttype\": \"text/html\"");
            }
            case HTML -> {
                if (data.isString()) {
                    yield html(data.stringValue());
                }
                throw unreadable("The CloudEvent's data must be a string with the HTML, as its datacontenttype says");
            }
            case STRUCTURED_EVENT -> throw unreadable("A CloudEvent must not hold another CloudEvent");
        };
    }

    private static byte[] decoded(@Nullable String base64) throws JobFailedException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64 == null ? "" : base64);
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new JobFailedException(
                    FailureCode.JOB_UNREADABLE, "The CloudEvent's data_base64 is not base64 (RFC 4648, section 4)", e);
        }
        throw unreadable("The CloudEvent's data_base64 is empty");
    }

    private static void requireSpecVersion(String where, @Nullable String version) throws JobFailedException {
        if (!SPEC_VERSION.equals(version)) {
            throw unreadable(where + " must be " + SPEC_VERSION + ", found "
                    + (version == null ? "no string" : QuotedText.quoted(version)));
        }
    }

    private static @Nullable String textOf(ObjectNode event, String name) throws JobFailedException {
        JsonNode value = event.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw unreadable("The CloudEvent's " + name + " must be a string");
        }
        return value.stringValue();
    }

    private static JobFailedException unreadable(String message) {
        return new JobFailedException(FailureCode.JOB_UNREADABLE, message);
    }
}
