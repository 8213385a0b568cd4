package io.pressrun.job.json;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a text of the contract may be.
 *
 * @param maxCharacters in Unicode code points
 * @param shape is asked only about well-formed text within the limit
 * @param expected what is allowed, as the end of "must be …"
 */
record TextRule(int maxCharacters, Predicate<String> shape, String expected) {
    private static final String PATH_PARTS =
            "parts separated by '/', none of them empty, '.' or '..', without backslashes or control characters";

    static final TextRule ID = line(255);
    static final TextRule TITLE = line(1000);
    static final TextRule KEYWORD = line(255);
    static final TextRule LABEL_NAME = line(63);
    static final TextRule LABEL_VALUE = line(255);
    static final TextRule HTML = new TextRule(Integer.MAX_VALUE, text -> true, "HTML");
    static final TextRule URL = new TextRule(
            TextShapes.MAX_URL,
            TextShapes::isHttpUrl,
            "an absolute http or https URL of at most 8192 characters, without user information, and percent-encoded"
                    + " (RFC 3986)");
    static final TextRule OBJECT = new TextRule(
            1024,
            TextShapes::isObject,
            "s3://bucket/key (percent-encoded), or a relative path of at most 1024 characters: " + PATH_PARTS);
    static final TextRule ASSET_NAME = new TextRule(
            1024,
            matching(Grammar.FILE_PATH),
            "a relative path of 1 to 1024 characters: " + PATH_PARTS + ", and no colon in the first part");
    static final TextRule ASSET =
            new TextRule(Integer.MAX_VALUE, TextShapes::isAssetUri, "a data:, http:, https: or s3: URI (RFC 3986)");
    static final TextRule ATTACHMENT_SOURCE = new TextRule(
            Integer.MAX_VALUE,
            text -> TextShapes.isAssetUri(text) || ASSET_NAME.allows(text),
            "a data:, http:, https: or s3: URI (RFC 3986), or the name of one of the job's assets");
    static final TextRule OUTPUT_KEY = new TextRule(
            1024, TextShapes::isOutputKey, "a relative path of at most 1024 bytes in UTF-8: " + PATH_PARTS);
    static final TextRule PAGE_SIZE = new TextRule(
            64,
            TextShapes::isPageSize,
            "A3, A4, A5, A6, B4, B5, JIS-B4, JIS-B5, letter, legal, ledger, tabloid, or one or two lengths from 3pt to"
                    + " 14400pt in mm, cm, in, pt, px, pc or Q, such as 210mm 99mm");
    static final TextRule PAGE_MARGIN = new TextRule(
            64,
            TextShapes::isPageMargin,
            "one to four lengths from 0 to 14400pt in mm, cm, in, pt, px, pc or Q, such as 20mm 15mm");
    static final TextRule LANGUAGE =
            new TextRule(100, matching(Grammar.LANGUAGE), "a language tag (BCP 47), such as en or pt-BR");
    static final TextRule FILE_NAME = new TextRule(
            255,
            matching(Grammar.FILE_NAME),
            "a file name of 1 to 255 characters without slashes, backslashes or control characters");
    static final TextRule MEDIA_TYPE =
            new TextRule(255, matching(Grammar.MEDIA_TYPE), "a media type without parameters, such as application/xml");
    static final TextRule ORIGIN = new TextRule(
            300,
            TextShapes::isOrigin,
            "an origin and nothing after it: http or https, host and perhaps port, such as https://cdn.example");
    static final TextRule HEADER_NAME = new TextRule(
            256,
            matching(Grammar.HEADER_NAME),
            "the name of a request header (RFC 9110) other than those that the client sets itself, such as Host,"
                    + " Content-Length and Connection");
    static final TextRule HEADER_VALUE = new TextRule(
            8192,
            matching(Grammar.HEADER_VALUE),
            "1 to 8192 visible ASCII characters, with spaces and tabs only between them");
    static final TextRule PASSWORD =
            new TextRule(127, TextShapes::isPassword, "1 to 127 bytes in UTF-8 without control characters");
    static final TextRule DATE_TIME = new TextRule(
            35, TextShapes::isDateTime, "a date and time with an offset (RFC 3339), such as 2026-11-22T12:00:00Z");

    /** One line of 1 to {@code max} characters. */
    static TextRule line(int max) {
        return new TextRule(
                max, matching(Grammar.LINE), "1 to " + max + " characters on one line, without control characters");
    }

    private static Predicate<String> matching(Pattern pattern) {
        return text -> pattern.matcher(text).matches();
    }

    /** Whether the text keeps the rule. A surrogate without its other half is never allowed (RFC 7493, 2.1). */
    boolean allows(String text) {
        return !text.isEmpty()
                && (text.length() <= maxCharacters || text.codePointCount(0, text.length()) <= maxCharacters)
                && isWellFormed(text)
                && shape.test(text);
    }

    /** Whether every surrogate has its other half, so that the text has a UTF-8 form. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
