package io.pressrun.job.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** No bytes make the codec do anything but accept a job or refuse it with a message fit for its author. */
final class JobCodecMutationTest {
    private static final int RUNS = 10_000;
    private static final int MAX_MESSAGE = 8_000;
    private static final List<Map<String, String>> HEADERS = List.of(
            Map.of(),
            Map.of("content-type", "text/html"),
            Map.of("content-type", "application/cloudevents+json"),
            Map.of("ce_specversion", "1.0", "ce_id", "event"));

    private final JobCodec codec = new JobCodec();

    @Test
    void damagedJobsAreAcceptedOrRefusedAndNothingElse() {
        var random = new Random(1);
        byte[] job = JobDocuments.full().toString().getBytes(UTF_8);
        byte[] event =
                ("{\"specversion\":\"1.0\",\"id\":\"e\",\"data\":" + new String(job, UTF_8) + "}").getBytes(UTF_8);
        var verdicts = new EnumMap<FailureCode, Integer>(FailureCode.class);
        int accepted = 0;
        for (int i = 0; i < RUNS; i++) {
            byte[] value = random.nextInt(4) == 0 ? event : job;
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                value = damaged(value, random);
            }
            Map<String, String> headers = HEADERS.get(random.nextInt(HEADERS.size()));
            assertThat(TextRule.ID.allows(codec.idOf(value, headers, "fallback")))
                    .isTrue();
            try {
                RenderJob decoded = codec.decode(value, headers, "fallback");
                assertThat(codec.decode(codec.encode(decoded), Map.of(), "other"))
                        .isEqualTo(decoded);
                accepted++;
            } catch (JobFailedException e) {
                verdicts.merge(e.code(), 1, Integer::sum);
                assertThat(e.getMessage())
                        .hasSizeBetween(20, MAX_MESSAGE)
                        .doesNotContain("header-secret", "owner-secret", "user-secret")
                        .matches(TextRule::isWellFormed)
                        .doesNotContainPattern("\\p{Cntrl}");
            }
        }
        assertThat(accepted).isGreaterThan(100);
        assertThat(verdicts).containsOnlyKeys(FailureCode.JOB_UNREADABLE, FailureCode.JOB_INVALID);
        assertThat(verdicts.values()).allMatch(count -> count > 500);
    }

    @Test
    void randomBytesAreRefused() {
        var random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            byte[] value = new byte[random.nextInt(300)];
            random.nextBytes(value);
            assertThat(codec.idOf(value, HEADERS.getFirst(), "fallback")).isEqualTo("fallback");
            try {
                codec.decode(value, HEADERS.getFirst(), "fallback");
                assertThat(value).as("is no job").isEmpty();
            } catch (JobFailedException e) {
                assertThat(e.code()).isEqualTo(FailureCode.JOB_UNREADABLE);
            }
        }
    }

    @Test
    void hostileTextTakesNeitherStackNorTime() throws Exception {
        String[] units = {
            "a", "%41", "a.", "-a", "-aa", "a/", "../", "//", " ", " 1", "0 ", ":", "[", "a:b@", "?", "\t", "😀"
        };
        String[] starts = {"", "https://", "https://a/", "s3://abc/", "data:", "en", "1mm"};
        var paths = List.of(
                "id",
                "baseUrl",
                "page.size",
                "page.margin",
                "pdf.language",
                "pdf.attachments.0.source",
                "pdf.attachments.0.mediaType",
                "fetch.headers.0.origin",
                "fetch.headers.0.name",
                "fetch.headers.0.value",
                "output.key",
                "notAfter",
                "assets.x");
        var done = new AtomicInteger();
        var thread = new Thread(
                null,
                () -> {
                    for (String path : paths) {
                        for (String start : starts) {
                            for (String unit : units) {
                                for (int length : new int[] {60, 250, 1000, 8000, 100_000}) {
                                    decodeWith(path, start + unit.repeat(length / unit.length()));
                                }
                            }
                        }
                        done.incrementAndGet();
                    }
                },
                "small stack",
                256 << 10);
        thread.start();
        assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
        assertThat(done).hasValue(paths.size());
    }

    private void decodeWith(String path, String text) {
        byte[] value = JobDocuments.with(path, "\"" + text.replace("\t", "\\t") + "\"")
                .document()
                .toString()
                .getBytes(UTF_8);
        try {
            codec.decode(value, Map.of(), "fallback");
        } catch (JobFailedException e) {
            assertThat(e.code()).isEqualTo(FailureCode.JOB_INVALID);
        }
    }

    private static byte[] damaged(byte[] value, Random random) {
        if (value.length < 2) {
            return value;
        }
        int at = random.nextInt(value.length);
        int length = Math.min(value.length - at, 1 + random.nextInt(12));
        byte[] copy = value.clone();
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(value, at);
            case 1 -> joined(Arrays.copyOf(value, at), Arrays.copyOfRange(value, at + length, value.length));
            case 2 ->
                joined(
                        joined(
                                Arrays.copyOf(value, at),
                                Arrays.copyOfRange(value, random.nextInt(at + 1), at + length)),
                        Arrays.copyOfRange(value, at, value.length));
            case 3 -> {
                copy[at] ^= (byte) (1 << random.nextInt(8));
                yield copy;
            }
            case 4 -> {
                copy[at] = (byte) "{}[]\",:\\0a\n\u0001".charAt(random.nextInt(12));
                yield copy;
            }
            case 5 -> inserted(value, at, "\\ud800");
            case 6 -> inserted(value, at, "\\u0000\u202e");
            default -> {
                copy[at] = (byte) ('a' + random.nextInt(26));
                yield copy;
            }
        };
    }

    private static byte[] inserted(byte[] value, int at, String text) {
        return joined(
                joined(Arrays.copyOf(value, at), text.getBytes(UTF_8)), Arrays.copyOfRange(value, at, value.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
