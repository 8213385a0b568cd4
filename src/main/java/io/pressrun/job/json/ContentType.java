package io.pressrun.job.json;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media types that a request may have (RFC 9110, 8.3.1), in UTF-8 only. */
enum ContentType {
    JSON("application/json"),
    HTML("text/html"),
    STRUCTURED_EVENT("application/cloudevents+json");

    private static final Set<String> UTF_8_AND_SUBSETS = Set.of("utf-8", "utf8", "us-ascii");
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?", Pattern.CASE_INSENSITIVE);

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @param where what holds the type, for the message */
    static ContentType parse(String text, String where) throws JobFailedException {
        int semicolon = text.indexOf(';');
        String name =
                (semicolon < 0 ? text : text.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        for (ContentType type : values()) {
            if (type.mediaType.equals(name)) {
                requireUtf8(text, where);
                return type;
            }
        }
        throw new JobFailedException(
                FailureCode.JOB_UNREADABLE,
                where + " is " + QuotedText.quoted(text) + ", which is not supported; use " + JSON.mediaType
                        + " (the default), " + HTML.mediaType + " or " + STRUCTURED_EVENT.mediaType);
    }

    private static void requireUtf8(String text, String where) throws JobFailedException {
        Matcher charset = CHARSET.matcher(text);
        if (charset.find() && !UTF_8_AND_SUBSETS.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
            throw new JobFailedException(
                    FailureCode.JOB_UNREADABLE,
                    where + " names the charset " + QuotedText.quoted(charset.group(1))
                            + ", but only UTF-8 is read; encode the value in UTF-8 and say charset=utf-8");
        }
    }
}
