package io.pressrun.chaos;

import io.pressrun.chaos.History.Header;
import io.pressrun.chaos.agent.Failpoints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes jobs of all kinds, the same ones for the same seed but for the instants in them. */
final class JobStream {
    private static final String NONCE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int NONCE_LENGTH = 14;
    private static final int REMEMBERED = 20;
    /** What a dead letter must keep as it is. */
    private static final List<List<Header>> HEADERS = List.of(
            List.of(),
            List.of(),
            List.of(new Header("trace", "\u0000\u00ff\u0080 \n"), new Header("empty", "")),
            List.of(new Header("twice", "1"), new Header("nothing", null), new Header("twice", "2")),
            // A name of ours is nothing special to a request.
            List.of(new Header("pressrun-retry-attempts", "7")));

    private static final Duration SLOWEST = Duration.ofSeconds(4);
    private static final Duration UNAVAILABLE = Duration.ofSeconds(4);

    private final Random random;
    private final String prefix;
    private final Origin origin;
    private final Deque<Job> recent = new ArrayDeque<>();
    private int made;

    /** @param prefix of all ids */
    JobStream(long seed, String prefix, Origin origin) {
        this.random = new Random(seed);
        this.prefix = prefix;
        this.origin = origin;
    }

    Job next() {
        int total = Arrays.stream(JobKind.values()).mapToInt(JobKind::weight).sum();
        int drawn = random.nextInt(total);
        for (JobKind kind : JobKind.values()) {
            drawn -= kind.weight();
            if (drawn < 0) {
                return next(kind);
            }
        }
        throw new AssertionError("weights");
    }

    Job next(JobKind kind) {
        String tag = prefix + "-" + made++;
        if (kind == JobKind.DUPLICATE) {
            return recent.isEmpty() ? next(JobKind.SMALL) : recent.removeFirst().copy(tag);
        }
        String id = (kind == JobKind.KILLER ? Failpoints.KILLER + "-" : "") + tag;
        String nonce = nonce();
        int pages = kind.printed() ? 1 + random.nextInt(3) : 1;
        String to = random.nextInt(3) == 0 ? "topic" : "store";
        byte[] key = key(id);
        var headers = HEADERS.get(random.nextInt(HEADERS.size()));
        byte[] value = value(kind, id, nonce, pages, to);
        var job = new Job(tag, kind, idIn(kind, id), nonce, pages, to, key, value, headers);
        if (kind == JobKind.SMALL) {
            recent.addLast(job);
            if (recent.size() > REMEMBERED) {
                recent.removeFirst();
            }
        }
        return job;
    }

    private byte @Nullable [] key(String id) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> null;
            case 2 -> new byte[0];
            case 3 -> new byte[] {0, (byte) 0xff, (byte) random.nextInt()};
            default -> bytes(id);
        };
    }

    /** The id as far as a worker can know it. */
    private static String idIn(JobKind kind, String id) {
        return switch (kind) {
            case UNDECODABLE, TOMBSTONE, CORRUPT_JSON -> "";
            default -> id;
        };
    }

    private byte @Nullable [] value(JobKind kind, String id, String nonce, int pages, String to) {
        return switch (kind) {
            case TOMBSTONE -> null;
            case UNDECODABLE -> undecodable();
            case CORRUPT_JSON -> {
                byte[] whole = bytes(json(id, to, "", html(nonce, pages, "")));
                yield Arrays.copyOf(whole, whole.length / 2);
            }
            case INVALID -> bytes(json(id, to, "\"colour\": \"blue\",", html(nonce, pages, "")));
            case EXPIRED ->
                bytes(json(id, to, "\"notAfter\": \"" + Instant.now().minusSeconds(1) + "\",", html(nonce, pages, "")));
            case SLOW -> {
                long millis = 500 + random.nextLong(SLOWEST.toMillis() - 500);
                yield bytes(json(id, to, onMissing("fail"), html(nonce, pages, "/slow/" + millis + "/" + id)));
            }
            case CHANGING -> bytes(json(id, to, onMissing("fail"), html(nonce, pages, "/changing/" + id)));
            case MISSING_WARN -> bytes(json(id, to, onMissing("warn"), html(nonce, pages, Origin.MISSING + id)));
            case MISSING_FAIL -> bytes(json(id, to, onMissing("fail"), html(nonce, pages, Origin.MISSING + id)));
            case RETRIED -> {
                long until = System.currentTimeMillis() + UNAVAILABLE.toMillis();
                yield bytes(json(id, to, onMissing("fail"), html(nonce, pages, "/from/" + until + "/" + id)));
            }
            case SMALL, DUPLICATE, KILLER -> bytes(json(id, to, "", html(nonce, pages, "")));
        };
    }

    private byte[] undecodable() {
        var junk = new byte[1 + random.nextInt(2000)];
        random.nextBytes(junk);
        // Never the beginning of a JSON text, whatever follows.
        junk[0] = (byte) 0xfe;
        return junk;
    }

    private static String onMissing(String how) {
        return "\"fetch\": {\"onMissing\": \"" + how + "\"},";
    }

    private static String json(String id, String to, String more, String html) {
        return "{\"id\": \"%s\", \"output\": {\"to\": \"%s\"}, %s \"source\": {\"html\": \"%s\"}}"
                .formatted(id, to, more, html.replace("\"", "\\\""));
    }

    private String html(String nonce, int pages, String picture) {
        var html = new StringBuilder("<!doctype html><title>").append(nonce).append("</title>");
        if (!picture.isEmpty()) {
            html.append("<img src=\"").append(origin.url(picture)).append("\" alt=\"\">");
        }
        for (int page = 1; page <= pages; page++) {
            html.append(page == 1 ? "<p>" : "<p style=\"page-break-before: always\">")
                    .append(nonce)
                    .append("</p><p>")
                    .append("The quick brown fox jumps over the lazy dog. ".repeat(5 + random.nextInt(20)))
                    .append("</p>");
        }
        return html.toString();
    }

    private String nonce() {
        var nonce = new StringBuilder("QX");
        random.ints(NONCE_LENGTH, 0, NONCE_LETTERS.length())
                .forEach(index -> nonce.append(NONCE_LETTERS.charAt(index)));
        return nonce.append("XQ").toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
