package io.pressrun.intake.topic;

import java.time.Duration;
import java.util.regex.Pattern;

/** The topics by role. */
public record Topics(String requests, String results, String pdfs, String deadLetters) {
    public static final Topics DEFAULT =
            new Topics("render-requests", "render-results", "render-pdfs", "dlq.render-requests");

    private static final Pattern LABEL = Pattern.compile("[1-9]\\d*(ms|s|m|h)");

    /** The topic on which jobs wait that long before they are tried again. */
    public String retry(Duration delay) {
        return retryPrefix() + label(delay);
    }

    /** Whether it is the retry topic of some delay. */
    public boolean isRetry(String topic) {
        return topic.startsWith(retryPrefix())
                && LABEL.matcher(topic.substring(retryPrefix().length())).matches();
    }

    private String retryPrefix() {
        return requests + ".retry.";
    }

    private static String label(Duration delay) {
        long millis = delay.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
