package io.pressrun.settings;

import io.pressrun.settings.PressrunSettings.Admin;
import io.pressrun.settings.PressrunSettings.Breaker;
import io.pressrun.settings.PressrunSettings.DocumentLimits;
import io.pressrun.settings.PressrunSettings.Duplicates;
import io.pressrun.settings.PressrunSettings.Fetch;
import io.pressrun.settings.PressrunSettings.Fonts;
import io.pressrun.settings.PressrunSettings.Group;
import io.pressrun.settings.PressrunSettings.GroupProtocol;
import io.pressrun.settings.PressrunSettings.Intake;
import io.pressrun.settings.PressrunSettings.JobLimits;
import io.pressrun.settings.PressrunSettings.Log;
import io.pressrun.settings.PressrunSettings.LogFormat;
import io.pressrun.settings.PressrunSettings.LogLevel;
import io.pressrun.settings.PressrunSettings.Objects;
import io.pressrun.settings.PressrunSettings.Output;
import io.pressrun.settings.PressrunSettings.OutputKind;
import io.pressrun.settings.PressrunSettings.Render;
import io.pressrun.settings.PressrunSettings.Retry;
import io.pressrun.settings.PressrunSettings.S3;
import io.pressrun.settings.PressrunSettings.Store;
import io.pressrun.settings.PressrunSettings.StoreKind;
import io.pressrun.settings.PressrunSettings.Topics;
import io.pressrun.settings.PressrunSettings.Worker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes {@link PressrunSettings} of what the operator wrote. */
public final class SettingsLoader {
    private static final String NAME = "[A-Za-z0-9._-]{1,200}";
    private static final String NAME_ALLOWED = "1 to 200 letters, digits, dots, underscores and hyphens";

    private SettingsLoader() {}

    /**
     * SettingSources by rising priority: defaults, the file, {@code PRESSRUN_*} variables, {@code -Dpressrun.*} properties,
     * overrides.
     *
     * @param environment the process's variables
     * @param systemProperties of which only those that begin with {@code pressrun.} count
     * @param file a properties file in UTF-8; when null, the one that the variable {@code PRESSRUN_CONFIG} names
     * @param overrides by full key, such as {@code pressrun.log.level} or {@code kafka.bootstrap.servers}
     * @throws SettingsException with all problems at once
     */
    public static PressrunSettings load(
            Map<String, String> environment,
            Properties systemProperties,
            @Nullable Path file,
            Map<String, String> overrides) {
        Map<String, String> defaults = Defaults.load().values();
        SettingSources sources = new SettingSources(environment, systemProperties, file, overrides);
        SettingsReader reader = new SettingsReader(sources, defaults);
        KafkaSettings kafka = sources.kafka();
        PressrunSettings settings = read(reader, kafka, defaults);
        CrossChecks.apply(reader, settings);

        List<String> problems = new ArrayList<>(sources.problems(defaults.keySet()));
        problems.addAll(reader.problems());
        problems.addAll(kafka.problems(settings.group().protocol()));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    /** What each setting allows, by key. */
    static Map<String, String> allowed() {
        Map<String, String> defaults = Defaults.load().values();
        SettingSources sources = new SettingSources(Map.of("HOSTNAME", "worker"), new Properties(), null, Map.of());
        SettingsReader reader = new SettingsReader(sources, defaults);
        read(reader, new KafkaSettings(), defaults);
        return reader.allowed();
    }

    private static PressrunSettings read(SettingsReader from, KafkaSettings kafka, Map<String, String> defaults) {
        return new PressrunSettings(
                new Topics(
                        from.value("topics.requests", Kind.topic()),
                        from.value("topics.results", Kind.topic()),
                        from.value("topics.pdfs", Kind.topic()),
                        from.value("topics.dead-letters", Kind.topic()),
                        from.value("topics.printed", Kind.topic())),
                new Worker(from.value("worker.id", Kind.text(NAME, NAME_ALLOWED))),
                new Group(
                        from.value("group.id", Kind.text(NAME, NAME_ALLOWED)),
                        from.value("group.protocol", Kind.choice(GroupProtocol.class))),
                intake(from),
                new Retry(from.list("retry.delays", Kind.duration("100ms", "24h"))),
                new Duplicates(from.value("duplicates.window", Kind.duration("0s", "365d"))),
                new Breaker(
                        from.value("breaker.failure-rate", Kind.integer(0, 100)),
                        from.value("breaker.window", Kind.integer(1, 10_000)),
                        from.value("breaker.pause", Kind.duration("100ms", "1h"))),
                new JobLimits(from.value("job.timeout", Kind.duration("1s", "1h"))),
                new Render(
                        threads(from.value("render.threads", Kind.integer(0, 1024))),
                        from.value("render.stack-size", Kind.size("512KiB", "1GiB")),
                        from.value("render.timeout", Kind.duration("100ms", "1h")),
                        from.value("render.max-pages", Kind.integer(1, 1_000_000)),
                        from.value("render.max-image-pixels", Kind.integer(1, 1_000_000_000)),
                        from.value("render.max-job-image-pixels", Kind.integer(1, 2_000_000_000)),
                        from.value("render.max-font-size", Kind.size("1KiB", "1GiB"))),
                new DocumentLimits(
                        from.value("document.max-size", Kind.size("1KiB", "1GiB")),
                        from.value("document.max-elements", Kind.integer(1, 100_000_000)),
                        from.value("document.max-depth", Kind.integer(1, 100_000))),
                new Fonts(from.list("fonts.directories", Kind.path()), from.value("fonts.system", Kind.flag())),
                fetch(from),
                new Objects(
                        from.list("objects.buckets", Kind.bucket()), from.optional("objects.directory", Kind.path())),
                new Output(
                        from.value("output.default", Kind.choice(OutputKind.class)),
                        from.value("output.max-pdf-size", Kind.size("1KiB", "1GiB")),
                        from.value("output.max-record-size", Kind.size("1KiB", "1GiB"))),
                store(from),
                new Admin(
                        from.value("admin.enabled", Kind.flag()),
                        from.value("admin.host", Kind.text("[A-Za-z0-9.:-]+", "host name or address")),
                        from.value("admin.port", Kind.integer(0, 65_535))),
                new Log(
                        from.value("log.level", Kind.choice(LogLevel.class)),
                        from.value("log.format", Kind.choice(LogFormat.class))),
                kafka.settings(),
                kafka.notes(),
                Stream.concat(defaults.keySet().stream().map(from::describe), kafka.describe().stream())
                        .sorted()
                        .toList());
    }

    private static Intake intake(SettingsReader from) {
        return new Intake(
                from.value("intake.max-in-flight", Kind.integer(1, 100_000)),
                from.value("intake.max-in-flight-size", Kind.size("1MiB", "1024GiB")),
                from.value("intake.publish-interval", Kind.duration("0ms", "10s")),
                from.value("intake.drain-timeout", Kind.duration("0s", "1h")),
                from.value("intake.revoke-timeout", Kind.duration("0s", "1h")),
                from.value("intake.create-topics", Kind.flag()),
                from.value("intake.transactional-id", Kind.text("\\S{1,400}", "1 to 400 characters without spaces")),
                from.value("intake.transaction-timeout", Kind.duration("1s", "15m")),
                from.value("intake.stall-timeout", Kind.duration("1s", "24h")));
    }

    private static Fetch fetch(SettingsReader from) {
        return new Fetch(
                from.list("fetch.allowed-private-hosts", Kind.privateHost()),
                from.list("fetch.refused-networks", Kind.network()),
                from.list("fetch.allowed-origins", Kind.origin()),
                from.list("fetch.ports", Kind.integer(1, 65_535)),
                from.optional("fetch.proxy", Kind.proxy()),
                from.optional("fetch.proxy-user", Kind.text("[^:\\p{Cntrl}]+", "text without colons")),
                from.optional("fetch.proxy-password", Kind.secret()),
                from.value("fetch.connect-timeout", Kind.duration("10ms", "5m")),
                from.value("fetch.request-timeout", Kind.duration("10ms", "30m")),
                from.value("fetch.max-asset-size", Kind.size("1KiB", "1GiB")),
                from.value("fetch.max-job-size", Kind.size("1KiB", "16GiB")),
                from.value("fetch.max-assets", Kind.integer(1, 1_000_000)),
                from.value("fetch.max-redirects", Kind.integer(0, 20)),
                from.value("fetch.connections-per-origin", Kind.integer(1, 10_000)),
                from.value("fetch.http2", Kind.flag()),
                from.value("fetch.cache-size", Kind.size("0", "64GiB")),
                from.value("fetch.max-retries", Kind.integer(0, 10)),
                from.value("fetch.breaker-failures", Kind.integer(0, 10_000)),
                from.value("fetch.breaker-pause", Kind.duration("100ms", "1h")),
                userAgent(from.value("fetch.user-agent", Kind.text("[\\x21-\\x7e][\\x20-\\x7e]*", "visible ASCII"))));
    }

    private static Store store(SettingsReader from) {
        return new Store(
                from.value("store.kind", Kind.choice(StoreKind.class)),
                from.optional("store.directory", Kind.path()),
                new S3(
                        from.optional("store.s3.bucket", Kind.bucket()),
                        from.optional("store.s3.endpoint", Kind.httpUri()),
                        from.value("store.s3.region", Kind.text("[a-z0-9-]+", "region such as eu-central-1")),
                        from.value("store.s3.path-style", Kind.flag()),
                        orEmpty(from.optional(
                                "store.s3.prefix",
                                Kind.text("[^\\s/][^\\s]*", "text without spaces or leading slash"))),
                        from.optional("store.s3.access-key-id", Kind.text("\\S+", "text without spaces")),
                        from.optional("store.s3.secret-access-key", Kind.secret()),
                        from.value("store.s3.timeout", Kind.duration("100ms", "1h"))));
    }

    private static int threads(int setting) {
        return setting == 0 ? Runtime.getRuntime().availableProcessors() : setting;
    }

    private static String userAgent(String setting) {
        String version = SettingsLoader.class.getPackage().getImplementationVersion();
        return setting.contains("/") ? setting : setting + "/" + (version == null ? "dev" : version);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
