package io.pressrun.deliver;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of PDFs in a store: relative, {@code /}-separated, at most 1024 bytes of UTF-8 in segments of at most 255,
 * no segment empty, {@code .} or {@code ..}.
 */
public final class OutputKeys {
    /** Where a directory keeps files that are not yet whole. No key may begin with it. */
    static final String UNFINISHED = ".pressrun-tmp";

    private static final String SUFFIX = ".pdf";
    private static final int MAX_KEY_BYTES = 1024;
    private static final int MAX_SEGMENT_BYTES = 255;
    private static final int MAX_MADE_BYTES = 512;
    private static final int SHORTENED = 120;
    private static final int HASH_DIGITS = 40;

    private OutputKeys() {}

    /**
     * The key of a job that names none: its id and {@code .pdf}. Letters and digits of ASCII, {@code . _ -} and a
     * {@code /} between segments are kept, every other byte is percent-encoded. An id that would become too long is
     * cut and ends in {@code ~} and a hash of the whole. Different ids have different keys.
     */
    public static String ofJob(String jobId) {
        String encoded = withoutSpecialSegments(encode(jobId));
        String key = encoded + SUFFIX;
        if (key.length() <= MAX_MADE_BYTES && longestSegment(key) <= MAX_SEGMENT_BYTES) {
            return key;
        }
        return shortened(KeyEncoding.head(encoded.replace("/", "%2F"), SHORTENED), jobId) + SUFFIX;
    }

    private static String encode(String jobId) {
        boolean keepSlashes = segments(jobId).stream().noneMatch(String::isEmpty);
        return KeyEncoding.encode(jobId, c -> KeyEncoding.plain(c) || (c == '/' && keepSlashes));
    }

    private static String withoutSpecialSegments(String path) {
        return segments(path).stream()
                .map(segment ->
                        isSpecial(segment) ? "%2E" + segment.substring(1).replace(".", "%2E") : segment)
                .collect(Collectors.joining("/"));
    }

    private static boolean isSpecial(String segment) {
        return segment.equals(".") || segment.equals("..") || segment.startsWith(UNFINISHED);
    }

    private static String shortened(String head, String whole) {
        return head + "~" + Sha256.hex(whole.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    }

    /** A job's id in visible ASCII, for headers: any other byte and {@code %} percent-encoded, cut as a key is. */
    static String headerValue(String jobId, int maxLength) {
        String encoded = KeyEncoding.encode(jobId, c -> c > ' ' && c < 0x7f && c != '%');
        return encoded.length() <= maxLength
                ? encoded
                : shortened(KeyEncoding.head(encoded, maxLength - HASH_DIGITS - 1), jobId);
    }

    /** @throws JobFailedException {@code OUTPUT_INVALID} when the text is no key */
    static void check(String key) throws JobFailedException {
        checkLength(key);
        String problem = problemOf(key);
        if (problem != null) {
            throw invalid(key, problem);
        }
    }

    /** @throws JobFailedException {@code OUTPUT_INVALID} when the key, with what stands before it, is too long */
    static void checkLength(String key) throws JobFailedException {
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw invalid(key, "is longer than " + MAX_KEY_BYTES + " bytes in UTF-8");
        }
    }

    private static JobFailedException invalid(String key, String problem) {
        return new JobFailedException(
                FailureCode.OUTPUT_INVALID,
                "The output key " + quoted(key) + " " + problem
                        + ". Give a relative path such as \"invoices/2026/000123.pdf\" in output.key.");
    }

    private static @Nullable String problemOf(String key) {
        if (key.isEmpty()) {
            return "is empty";
        }
        if (key.chars().anyMatch(Character::isISOControl) || key.indexOf('\\') >= 0) {
            return "contains a control character or a backslash";
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            return "contains half a surrogate pair";
        }
        if (key.startsWith("/")) {
            return "begins with a slash";
        }
        for (String segment : segments(key)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return "has an empty segment, \".\" or \"..\"";
            }
        }
        if (longestSegment(key) > MAX_SEGMENT_BYTES) {
            return "has a segment longer than " + MAX_SEGMENT_BYTES + " bytes in UTF-8";
        }
        return key.startsWith(UNFINISHED) ? "begins with \"" + UNFINISHED + "\", which is reserved" : null;
    }

    /** The key as it may stand in a message. */
    static String quoted(String key) {
        String visible = key.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "\"" + visible + (visible.length() < key.length() ? "…" : "") + "\"";
    }

    static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    private static int longestSegment(String path) {
        return segments(path).stream()
                .mapToInt(segment -> segment.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
    }
}
