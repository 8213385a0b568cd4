package io.pressrun.job.json;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shapes of text in a job. Each pattern is written in the part of the syntax that Java shares with ECMA-262, so that
 * the JSON Schema holds the very same text. Java recurses once per repetition of a group: a group is repeated only in
 * patterns whose {@link TextRule} has a small length limit, which is checked first.
 */
final class Grammar {
    private static final String CONTROLS = "\\u0000-\\u001f\\u007f-\\u009f";
    private static final String NOT_IN_XML = "\\ufffe\\uffff";
    private static final String ONLY_FULL_ESCAPES = "(?![\\s\\S]*%(?![0-9A-Fa-f]{2}))";
    private static final String NO_EMPTY_OR_DOT_PARTS = "(?!(?:[\\s\\S]*/)?\\.{0,2}(?:/|$))";
    private static final String PATH_CHARACTERS = "A-Za-z0-9._~!$&'()*+,;=:@/%\\-";

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String LAST_LABEL = "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String HOST = "(?:(?:" + LABEL + "\\.){0,126}" + LAST_LABEL + "\\.?|" + OCTET + "(?:\\."
            + OCTET + "){3}|\\[[0-9A-Fa-f:.]{2,45}\\])";
    private static final String PORT =
            "(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
    private static final String HTTP_ORIGIN = "[Hh][Tt][Tt][Pp][Ss]?://" + HOST + "(?::" + PORT + ")?";

    private static final String LENGTH = "(?:[0-9]{1,5}(?:\\.[0-9]{1,4})?|\\.[0-9]{1,4})"
            + anyCaseOf(List.of("mm", "cm", "in", "pt", "px", "pc", "Q"));

    /** Headers that say how a message travels, which only the client may set (RFC 9110, 7.6.1), and those it needs. */
    private static final List<String> CLIENT_HEADERS = List.of(
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "range",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** One line of text that XML, and so the metadata of a PDF, can carry. */
    static final Pattern LINE = Pattern.compile("^[^" + CONTROLS + NOT_IN_XML + "]+$");

    static final Pattern RELATIVE_PATH =
            Pattern.compile("^" + NO_EMPTY_OR_DOT_PARTS + "[^\\\\" + CONTROLS + "\\u2028\\u2029]+$");

    /** A relative path that no reader of URIs takes for an address with a scheme (RFC 3986, path-noscheme). */
    static final Pattern FILE_PATH =
            Pattern.compile("^(?![^/]*:)" + NO_EMPTY_OR_DOT_PARTS + "[^\\\\" + CONTROLS + "\\u2028\\u2029]+$");

    static final Pattern FILE_NAME =
            Pattern.compile("^(?!\\.{1,2}$)[^/\\\\" + CONTROLS + "\\u2028\\u2029" + NOT_IN_XML + "]+$");

    /** RFC 3986 with the host names of RFC 1123; no user information. */
    static final Pattern HTTP_URL = Pattern.compile("^" + ONLY_FULL_ESCAPES + HTTP_ORIGIN + "(?:/[" + PATH_CHARACTERS
            + "]*)?(?:\\?[" + PATH_CHARACTERS + "?\\[\\]]*)?(?:#[" + PATH_CHARACTERS + "?]*)?$");

    /** RFC 6454. */
    static final Pattern ORIGIN = Pattern.compile("^" + HTTP_ORIGIN + "$");

    /** No escape hides a dot, a slash, a backslash or a control character. */
    static final Pattern S3_URI =
            Pattern.compile("^s3://[A-Za-z0-9][A-Za-z0-9.-]{1,61}[A-Za-z0-9]/" + NO_EMPTY_OR_DOT_PARTS
                    + "(?![\\s\\S]*%(?:2[EeFf]|5[Cc]|7[Ff]|[01]|(?![0-9A-Fa-f]{2})))[" + PATH_CHARACTERS + "]+$");

    /** The beginning of a data URI (RFC 2397); what follows the comma is for the reader of the asset. */
    static final Pattern DATA_URI = Pattern.compile("^[Dd][Aa][Tt][Aa]:[^," + CONTROLS + "]{0,255},");

    /** The keywords of css-page-3, section 7.1, and two more; or one or two lengths. */
    static final Pattern PAGE_SIZE = Pattern.compile("^(?:"
            + anyCaseOf(List.of(
                    "A3", "A4", "A5", "A6", "B4", "B5", "JIS-B4", "JIS-B5", "letter", "legal", "ledger", "tabloid"))
            + "|" + LENGTH + "(?: +" + LENGTH + ")?)$");

    static final Pattern PAGE_MARGIN = Pattern.compile("^(?:0|" + LENGTH + ")(?: +(?:0|" + LENGTH + ")){0,3}$");

    /** RFC 5646, section 2.1, without the grandfathered tags. */
    static final Pattern LANGUAGE = Pattern.compile("^(?:(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"
            + "(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
            + "(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?"
            + "|[Xx](?:-[A-Za-z0-9]{1,8})+)$");

    /** RFC 6838, section 4.2, without parameters. */
    static final Pattern MEDIA_TYPE =
            Pattern.compile("^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$");

    /** RFC 9110, section 5.6.2. */
    static final Pattern HEADER_NAME = Pattern.compile(
            "^(?!" + anyCaseOf(CLIENT_HEADERS) + "$|" + anyCase("proxy-") + ")[!#$%&'*+.^_`|~0-9A-Za-z-]+$");

    /** RFC 9110, section 5.5, ASCII only. */
    static final Pattern HEADER_VALUE = Pattern.compile("^[!-~](?:[\\t -~]*[!-~])?$");

    /** RFC 3339 with at most nanoseconds and the offsets that Java knows. */
    static final Pattern DATE_TIME = Pattern.compile(
            "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
                    + "(?:\\.[0-9]{1,9})?(?:Z|[+-](?:(?:0[0-9]|1[0-7]):[0-5][0-9]|18:00))$");

    private Grammar() {}

    private static String anyCaseOf(List<String> words) {
        return words.stream().map(Grammar::anyCase).collect(Collectors.joining("|", "(?:", ")"));
    }

    /** Matches a word in any case: ECMA-262 patterns in a schema have no flags. */
    private static String anyCase(String word) {
        return word.chars()
                .mapToObj(Character::toString)
                .map(letter -> {
                    String upper = letter.toUpperCase(Locale.ROOT);
                    String lower = letter.toLowerCase(Locale.ROOT);
                    return upper.equals(lower) ? letter : "[" + upper + lower + "]";
                })
                .collect(Collectors.joining());
    }
}
