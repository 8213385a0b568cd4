package io.pressrun.job.json;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;

/**
 * Says what is wrong with JSON that cannot be read, and where. The parser's own message quotes the place, which may be a
 * password that lost its quotes: none of it is passed on.
 */
final class BrokenJson {
    private static final String OTHER = "a character that has no place there";

    /** What was expected or found, by what the parser's message holds; the first that fits. */
    private static final Map<String, String> REASONS = reasons();

    private static final Map<String, String> LIMITS = Map.of(
            "nesting depth", "more than " + JsonLimits.MAX_DEPTH + " levels of depth",
            "Number value", "a number of more than " + JsonLimits.MAX_NUMBER_LENGTH + " characters",
            "Name length", "the name of a field of more than " + JsonLimits.MAX_NAME_LENGTH + " bytes",
            "Token count", "more than " + JsonLimits.MAX_TOKENS + " tokens",
            "String value", "a text of more than " + JsonLimits.MAX_STRING_LENGTH + " characters");

    private BrokenJson() {}

    private static Map<String, String> reasons() {
        var reasons = new LinkedHashMap<String, String>();
        reasons.put("Duplicate Object property", "an object has the same name twice");
        reasons.put("comma to separate Object", "a comma or the end of the object was expected");
        reasons.put("comma to separate Array", "a comma or the end of the array was expected");
        reasons.put("a colon to separate", "a colon was expected after the name of a field");
        reasons.put("double-quote to start property name", "the name of a field in double quotes was expected");
        reasons.put("no open", "nothing was expected after the end of the object");
        reasons.put("Unexpected close marker", "the other bracket was expected");
        reasons.put("character escape", "a text holds an escape that JSON does not have");
        reasons.put("Illegal unquoted character", "a text holds a control character, which must be escaped");
        reasons.put("numeric value", "a number is not written as JSON has it");
        reasons.put("(non-standard) comment", "JSON has no comments");
        reasons.put("expected a value", "a value was expected");
        reasons.put("expected a valid value", "a value was expected, such as a text in double quotes");
        reasons.put("Unrecognized token", "a value was expected, such as a text in double quotes");
        reasons.put("Non-standard token", "a number is not written as JSON has it");
        return reasons;
    }

    /** @param start bytes before those that the parser was given */
    static String describe(JacksonException e, int start) {
        TokenStreamLocation location = e.getLocation();
        String place = location == null || location.getByteOffset() < 0
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr() + " (byte "
                        + (location.getByteOffset() + start) + ")";
        return place + ": " + reason(e);
    }

    private static String reason(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        return switch (e) {
            case StreamConstraintsException _ -> first(LIMITS, message, "it is over a limit");
            case UnexpectedEndOfInputException _ -> "it ends too early; a text, array or object is not closed";
            case DatabindException _ -> "nothing was expected after the end of the object";
            default -> first(REASONS, withoutQuotes(message), OTHER);
        };
    }

    /** What the value holds must not choose the words. */
    private static String withoutQuotes(String message) {
        if (message.startsWith("Duplicate Object property")) {
            return "Duplicate Object property";
        }
        return message.startsWith("Unrecognized token") ? "Unrecognized token" : message;
    }

    private static String first(Map<String, String> sentences, String message, String other) {
        return sentences.entrySet().stream()
                .filter(entry -> message.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(other);
    }
}
