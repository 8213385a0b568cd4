package io.pressrun.intake.topic;

import io.pressrun.job.ResultEvent.InputPosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** Text in the headers of records, in UTF-8. Of several headers of one name the last counts. */
public final class HeaderText {
    /** The job's id: on a request its producer's word, on results, PDFs and dead letters Pressrun's. */
    public static final String JOB_ID = "pressrun-id";

    private static final char NOT_UTF_8 = '\udc00';

    private HeaderText() {}

    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when there is no such header, or none with a value. */
    public static String of(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    public static boolean has(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header != null && header.value() != null;
    }

    /**
     * Those that have a value, by lower-case name. A byte that is not UTF-8 becomes the lone surrogate U+DC00 plus the
     * byte, which no UTF-8 text has, so that whoever reads the header can refuse it.
     */
    public static Map<String, String> byName(Headers all) {
        var headers = new HashMap<String, String>();
        for (var header : all) {
            if (header.value() != null) {
                headers.put(header.key().toLowerCase(Locale.ROOT), decoded(header.value()));
            }
        }
        return headers;
    }

    private static String decoded(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        // UTF-8 has no more characters than bytes.
        var out = CharBuffer.allocate(bytes.length);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (NOT_UTF_8 + (in.get() & 0xff)));
            }
        }
    }

    /** The position as {@code topic/partition/offset}. */
    public static String of(InputPosition position) {
        return position.topic() + "/" + position.partition() + "/" + position.offset();
    }

    /** @throws IllegalArgumentException when the text is no position */
    public static InputPosition position(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(text);
        }
        return new InputPosition(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }
}
