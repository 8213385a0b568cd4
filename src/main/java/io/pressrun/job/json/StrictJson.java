package io.pressrun.job.json;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A parser of JSON from untrusted bytes: UTF-8, one object, no duplicate names, within limits. Thread-safe. */
final class StrictJson {
    private static final int BYTE_ORDER_MARK_LENGTH = 3;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(JsonLimits.MAX_DEPTH)
                            .maxStringLength(JsonLimits.MAX_STRING_LENGTH)
                            .maxNumberLength(JsonLimits.MAX_NUMBER_LENGTH)
                            .maxNameLength(JsonLimits.MAX_NAME_LENGTH)
                            .maxTokenCount(JsonLimits.MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws JobFailedException with {@link FailureCode#JOB_UNREADABLE} and the place where reading stopped */
    ObjectNode readObject(byte[] value) throws JobFailedException {
        requireUtf8(value);
        int start = start(value);
        JsonNode node;
        try {
            node = mapper.readTree(value, start, value.length - start);
        } catch (JacksonException e) {
            // Without the exception as its cause: that quotes the value, and dead letters tell of causes.
            throw new JobFailedException(
                    FailureCode.JOB_UNREADABLE, "The value is not valid JSON" + BrokenJson.describe(e, start));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new JobFailedException(
                FailureCode.JOB_UNREADABLE,
                "The value is JSON, but must be an object with the fields of a job; found "
                        + (node.isMissingNode() ? "nothing" : named(node)));
    }

    /** Decodes UTF-8, without a byte order mark. */
    String readText(byte[] value) throws JobFailedException {
        requireUtf8(value);
        int start = start(value);
        return new String(value, start, value.length - start, StandardCharsets.UTF_8);
    }

    /**
     * The first text called {@code name} of the outermost object, or of its object {@code parent}, as far as the value
     * can be read.
     */
    Optional<String> peek(byte[] value, @Nullable String parent, String name) {
        int start = start(value);
        try (JsonParser parser = mapper.createParser(value, start, value.length - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || (parent != null && !enter(parser, parent))) {
                return Optional.empty();
            }
            return skipTo(parser, name) && parser.nextToken() == JsonToken.VALUE_STRING
                    ? Optional.of(parser.getString())
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The texts of the object called {@code name}, which is found as by {@link #peek}. */
    Map<String, String> peekTexts(byte[] value, @Nullable String parent, String name) {
        var texts = new LinkedHashMap<String, String>();
        int start = start(value);
        try (JsonParser parser = mapper.createParser(value, start, value.length - start)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && (parent == null || enter(parser, parent))
                    && enter(parser, name)) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String key = parser.currentName();
                    if (parser.nextToken() == JsonToken.VALUE_STRING) {
                        texts.put(key, parser.getString());
                    }
                    parser.skipChildren();
                }
            }
            return texts;
        } catch (JacksonException e) {
            return texts;
        }
    }

    private static boolean enter(JsonParser parser, String name) {
        return skipTo(parser, name) && parser.nextToken() == JsonToken.START_OBJECT;
    }

    private static boolean skipTo(JsonParser parser, String name) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            if (name.equals(parser.currentName())) {
                return true;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        return false;
    }

    private static void requireUtf8(byte[] value) throws JobFailedException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(value);
        CharBuffer discarded = CharBuffer.allocate(8192);
        CoderResult result;
        do {
            discarded.clear();
            result = decoder.decode(bytes, discarded, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new JobFailedException(
                    FailureCode.JOB_UNREADABLE,
                    "The value is not UTF-8: the byte at offset " + bytes.position() + " cannot be decoded");
        }
        if (value.length > 1 && (value[0] == 0 || value[1] == 0)) {
            throw new JobFailedException(
                    FailureCode.JOB_UNREADABLE,
                    "The value is not UTF-8 text: it begins with a zero byte, as binary data, UTF-16 and UTF-32 do");
        }
    }

    private static int start(byte[] value) {
        boolean marked = value.length >= BYTE_ORDER_MARK_LENGTH
                && value[0] == (byte) 0xEF
                && value[1] == (byte) 0xBB
                && value[2] == (byte) 0xBF;
        return marked ? BYTE_ORDER_MARK_LENGTH : 0;
    }

    private static String named(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case OBJECT, BINARY, MISSING, POJO -> "something else";
        };
    }
}
