package io.pressrun.job.json;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.ResultEvent;
import io.pressrun.job.json.Envelope.Content;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The codec of jobs and results: version 1 of the contract, which {@code render-job.schema.json} and
 * {@code render-result.schema.json} describe. Thread-safe.
 *
 * <p>The headers of a record are given by lower-case name, the last of several values. Read are {@code content-type},
 * {@code pressrun-id}, {@code ce_specversion} and {@code ce_id} (CloudEvents Kafka protocol binding 1.0.2).
 * A byte that is not UTF-8 is given as the lone surrogate U+DC00 plus the byte, which no UTF-8 text has, and an id that
 * holds one is refused.
 */
public final class JobCodec {
    private static final String ID_HEADER = "pressrun-id";

    private final StrictJson json = new StrictJson();
    private final EnvelopeReader envelopes = new EnvelopeReader(json);
    private final JsonMapper writer = new JsonMapper();

    /**
     * Reads a request in any of its forms.
     *
     * @param value the record's value; {@code null}: a tombstone
     * @param fallbackId the id of a job that has none, such as {@code render-requests-0-42}
     * @throws JobFailedException with {@link FailureCode#JOB_UNREADABLE} where the record is no job, or
     *     {@link FailureCode#JOB_INVALID} with up to ten of the things that are wrong, each with its field's path. No
     *     message holds a header's value or a password.
     */
    public RenderJob decode(byte @Nullable [] value, Map<String, String> headers, String fallbackId)
            throws JobFailedException {
        Envelope envelope = envelopes.open(value, headers);
        var otherIds = new JobReader.OtherIds(headers.get(ID_HEADER), envelope.eventId(), fallbackId);
        return switch (envelope.content()) {
            case Content.Json(ObjectNode job, String path) -> new JobReader(job, path).read(otherIds);
            case Content.Html(String html) -> {
                var problems = new Problems();
                String id = otherIds.choose(problems);
                problems.throwIfAny();
                yield RenderJob.ofHtml(id, html);
            }
        };
    }

    /**
     * Makes a job of its parts, with every check that {@link #decode} makes.
     *
     * @param template a job's JSON; its source is replaced and its assets are added to; {@code null}: every default
     * @param fallbackId the id, unless the template has one
     */
    public RenderJob decodeTemplate(
            byte @Nullable [] template, RenderJob.Source source, Map<String, String> assets, String fallbackId)
            throws JobFailedException {
        ObjectNode job = template == null ? writer.createObjectNode() : json.readObject(template);
        job.set("source", JobWriter.source(source));
        if (!assets.isEmpty()) {
            ObjectNode all = job.get("assets") instanceof ObjectNode present ? present : job.putObject("assets");
            assets.forEach(all::put);
        }
        return new JobReader(job, "").read(new JobReader.OtherIds(null, null, fallbackId));
    }

    /**
     * The id that {@link #decode} gives the job, or for a record that cannot be decoded the first valid one of: the
     * JSON {@code id} as far as the value can be read, the header {@code pressrun-id}, the id of the CloudEvent, the
     * fallback.
     */
    public String idOf(byte @Nullable [] value, Map<String, String> headers, String fallbackId) {
        Optional<String> inValue = value == null ? Optional.empty() : envelopes.peekId(value, headers);
        return inValue.filter(TextRule.ID::allows)
                .or(() -> Optional.ofNullable(headers.get(ID_HEADER)).filter(TextRule.ID::allows))
                .or(() -> envelopes.peekEventId(value, headers).filter(TextRule.ID::allows))
                .orElse(fallbackId);
    }

    /** The labels of the job, as far as the value can be read; none of a record that cannot be decoded. */
    public Map<String, String> labelsOf(byte @Nullable [] value, Map<String, String> headers) {
        return value == null ? Map.of() : envelopes.peekLabels(value, headers);
    }

    /**
     * The job as JSON, defaults left out; {@link #decode} gives back an equal job.
     *
     * @throws IllegalArgumentException if a text has no UTF-8 form
     */
    public byte[] encode(RenderJob job) {
        String text = writer.writeValueAsString(JobWriter.write(job));
        if (!TextRule.isWellFormed(text)) {
            throw new IllegalArgumentException("The job " + QuotedText.quoted(job.id())
                    + " has no UTF-8 form: a text in it holds half of a surrogate pair");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public byte[] encodeResult(ResultEvent result) {
        return writer.writeValueAsBytes(ResultWriter.write(result));
    }

    /** @throws IllegalArgumentException if the value is no result of this version, saying why */
    public ResultEvent decodeResult(byte[] value) {
        try {
            return new ResultReader(json.readObject(value)).read();
        } catch (JobFailedException e) {
            throw new IllegalArgumentException("The value is not a result of Pressrun: " + e.getMessage(), e);
        }
    }
}
