package io.pressrun.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator can set, one record per concern; {@code pressrun.fetch.max-asset-size} is
 * {@code fetch().maxAssetSize()}. What a setting means stands in {@code docs/configuration.md}.
 *
 * @param notes what the operator should know though nothing is wrong, for the log
 * @param effective every setting with its value and where that comes from, secrets masked
 */
public record PressrunSettings(
        Topics topics,
        Worker worker,
        Group group,
        Intake intake,
        Retry retry,
        Duplicates duplicates,
        Breaker breaker,
        JobLimits job,
        Render render,
        DocumentLimits document,
        Fonts fonts,
        Fetch fetch,
        Objects objects,
        Output output,
        Store store,
        Admin admin,
        Log log,
        Kafka kafka,
        List<String> notes,
        List<String> effective) {
    public PressrunSettings {
        notes = List.copyOf(notes);
        effective = List.copyOf(effective);
    }

    /** The effective configuration as lines {@code key = value (source)}, sorted by key, secrets masked. */
    public String describe() {
        return String.join("\n", effective);
    }

    public record Topics(String requests, String results, String pdfs, String deadLetters, String printed) {}

    public record Worker(String id) {}

    public record Group(String id, GroupProtocol protocol) {}

    public enum GroupProtocol {
        CONSUMER,
        CLASSIC
    }

    public record Intake(
            int maxInFlight,
            DataSize maxInFlightSize,
            Duration publishInterval,
            Duration drainTimeout,
            Duration revokeTimeout,
            boolean createTopics,
            String transactionalId,
            Duration transactionTimeout,
            Duration stallTimeout) {}

    /** @param delays before the second attempt, the third, and so on */
    public record Retry(List<Duration> delays) {
        public Retry {
            delays = List.copyOf(delays);
        }
    }

    /** @param window zero when every job is printed */
    public record Duplicates(Duration window) {}

    /** @param failureRate in percent; 0 means that there is no breaker */
    public record Breaker(int failureRate, int window, Duration pause) {}

    public record JobLimits(Duration timeout) {}

    /**
     * @param threads at least 1: the setting's 0 is already replaced by the number of cores
     * @param maxImagePixels of one image
     * @param maxJobImagePixels of all images of a document
     * @param maxFontSize of one font, unpacked
     */
    public record Render(
            int threads,
            DataSize stackSize,
            Duration timeout,
            int maxPages,
            int maxImagePixels,
            int maxJobImagePixels,
            DataSize maxFontSize) {}

    public record DocumentLimits(DataSize maxSize, int maxElements, int maxDepth) {}

    public record Fonts(List<Path> directories, boolean system) {
        public Fonts {
            directories = List.copyOf(directories);
        }
    }

    /**
     * @param allowedPrivateHosts exact {@code host:port}, lower case
     * @param refusedNetworks each {@code address/bits}
     * @param allowedOrigins lower case; empty for every public one
     * @param proxy {@code host:port}
     * @param userAgent with the version
     */
    public record Fetch(
            List<String> allowedPrivateHosts,
            List<String> refusedNetworks,
            List<String> allowedOrigins,
            List<Integer> ports,
            @Nullable String proxy,
            @Nullable String proxyUser,
            @Nullable Secret proxyPassword,
            Duration connectTimeout,
            Duration requestTimeout,
            DataSize maxAssetSize,
            DataSize maxJobSize,
            int maxAssets,
            int maxRedirects,
            int connectionsPerOrigin,
            boolean http2,
            DataSize cacheSize,
            int maxRetries,
            int breakerFailures,
            Duration breakerPause,
            String userAgent) {
        public Fetch {
            allowedPrivateHosts = List.copyOf(allowedPrivateHosts);
            refusedNetworks = List.copyOf(refusedNetworks);
            allowedOrigins = List.copyOf(allowedOrigins);
            ports = List.copyOf(ports);
        }
    }

    public record Objects(List<String> buckets, @Nullable Path directory) {
        public Objects {
            buckets = List.copyOf(buckets);
        }
    }

    public record Output(OutputKind byDefault, DataSize maxPdfSize, DataSize maxRecordSize) {}

    public enum OutputKind {
        STORE,
        TOPIC
    }

    public record Store(StoreKind kind, @Nullable Path directory, S3 s3) {}

    public enum StoreKind {
        DIRECTORY,
        S3,
        NONE
    }

    /**
     * @param bucket present when the store is of this kind
     * @param endpoint absent for AWS itself
     * @param prefix possibly empty
     * @param accessKeyId absent, as the secret, when credentials are found as AWS clients do
     */
    public record S3(
            @Nullable String bucket,
            @Nullable URI endpoint,
            String region,
            boolean pathStyle,
            String prefix,
            @Nullable String accessKeyId,
            @Nullable Secret secretAccessKey,
            Duration timeout) {}

    public record Admin(boolean enabled, String host, int port) {}

    public record Log(LogLevel level, LogFormat format) {}

    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    public enum LogFormat {
        TEXT,
        JSON
    }

    /**
     * Properties of the Kafka clients that the operator set, for all of them or for one kind. None of them is one that
     * Pressrun sets itself.
     */
    public record Kafka(
            Map<String, String> common,
            Map<String, String> consumer,
            Map<String, String> producer,
            Map<String, String> admin) {
        public Kafka {
            common = Map.copyOf(common);
            consumer = Map.copyOf(consumer);
            producer = Map.copyOf(producer);
            admin = Map.copyOf(admin);
        }

        public Map<String, Object> consumerProperties() {
            return merged(consumer);
        }

        public Map<String, Object> producerProperties() {
            return merged(producer);
        }

        public Map<String, Object> adminProperties() {
            return merged(admin);
        }

        /** @throws SettingsException when a client that a worker needs has no broker to go to */
        public void requireBootstrapServers() {
            if (List.of(consumerProperties(), producerProperties(), adminProperties()).stream()
                    .anyMatch(client -> client.getOrDefault("bootstrap.servers", "")
                            .toString()
                            .isBlank())) {
                throw new SettingsException(List.of("kafka.bootstrap.servers is not set: set the variable "
                        + "KAFKA_BOOTSTRAP_SERVERS to the brokers, such as broker-1:9092,broker-2:9092"));
            }
        }

        private Map<String, Object> merged(Map<String, String> own) {
            Map<String, Object> merged = new HashMap<>(common);
            merged.putAll(own);
            return Map.copyOf(merged);
        }

        /** SettingNames alone: values may be secret. */
        @Override
        public String toString() {
            return "Kafka[common=" + common.keySet() + ", consumer=" + consumer.keySet() + ", producer="
                    + producer.keySet() + ", admin=" + admin.keySet() + "]";
        }
    }
}
