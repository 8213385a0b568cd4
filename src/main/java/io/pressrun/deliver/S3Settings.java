package io.pressrun.deliver;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an object store that speaks S3.
 *
 * @param endpoint {@code http(s)://host:port} of a store other than AWS; {@code null}: AWS
 * @param region such as {@code eu-central-1}; stores other than AWS mostly ignore it
 * @param pathStyle the bucket stands in the path and not in the host name
 * @param credentials {@code null}: what the AWS SDK finds (environment, web identity, pod identity, profile, instance)
 * @param requests how long they may take, and how often they are sent
 * @param checksums whether uploads carry {@code x-amz-checksum-sha256} and downloads are checked against theirs;
 *     {@code false} for a store that refuses the header
 */
public record S3Settings(
        @Nullable URI endpoint,
        String region,
        boolean pathStyle,
        @Nullable Credentials credentials,
        Requests requests,
        boolean checksums) {

    /**
     * Requests to the store.
     *
     * @param connectTimeout for one attempt to connect, TLS included
     * @param attemptTimeout for one request, its body and the answer included
     * @param timeout for a request and its repetitions
     * @param attempts how often a request is sent at most, when it fails in a way that may pass
     * @param connections open at a time
     */
    public record Requests(
            Duration connectTimeout, Duration attemptTimeout, Duration timeout, int attempts, int connections) {
        /** @throws IllegalArgumentException for what is not positive */
        public Requests {
            requirePositive("connectTimeout", connectTimeout);
            requirePositive("attemptTimeout", attemptTimeout);
            requirePositive("timeout", timeout);
            if (attempts < 1 || connections < 1) {
                throw new IllegalArgumentException("attempts and connections must be at least 1");
            }
        }

        /** Moderate limits, with a third of the time for each of three attempts. */
        static Requests within(Duration timeout) {
            Duration third = timeout.dividedBy(3);
            Duration connect = Duration.ofSeconds(5);
            return new Requests(connect.compareTo(third) < 0 ? connect : third, third, timeout, 3, 50);
        }

        private static void requirePositive(String name, Duration duration) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
            }
        }
    }

    /** Moderate limits, with a third of the time for each of three attempts. */
    public static S3Settings of(
            @Nullable URI endpoint,
            String region,
            boolean pathStyle,
            @Nullable Credentials credentials,
            Duration timeout) {
        return new S3Settings(endpoint, region, pathStyle, credentials, Requests.within(timeout), true);
    }

    /** A fixed key pair. */
    public record Credentials(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return "Credentials[accessKeyId=" + accessKeyId + ", secretAccessKey=***]";
        }
    }
}
