package io.pressrun.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pressrun.deliver.S3Settings;
import io.pressrun.deliver.StoreSettings;
import io.pressrun.document.DocumentLimits;
import io.pressrun.fetch.FetchSettings;
import io.pressrun.fetch.cache.CacheSettings;
import io.pressrun.fetch.exchange.RecoverySettings;
import io.pressrun.fetch.exchange.RequestLimits;
import io.pressrun.fetch.http.ClientSettings;
import io.pressrun.fetch.http.ProxySettings;
import io.pressrun.fetch.policy.PolicySettings;
import io.pressrun.fetch.share.JobLimits;
import io.pressrun.intake.IntakeSettings.BreakerSettings;
import io.pressrun.intake.IntakeSettings.Clients;
import io.pressrun.intake.IntakeSettings.InFlight;
import io.pressrun.intake.IntakeSettings.Member;
import io.pressrun.intake.IntakeSettings.Times;
import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.topic.Topics;
import io.pressrun.observe.Logging;
import io.pressrun.press.PressLimits;
import io.pressrun.render.EngineLimits;
import io.pressrun.settings.DeliverySettings.Objects;
import io.pressrun.settings.DeliverySettings.OutputKind;
import io.pressrun.settings.PipelineSettings.Fonts;
import io.pressrun.settings.PipelineSettings.Pool;
import io.pressrun.settings.ProcessSettings.Admin;
import io.pressrun.settings.ProcessSettings.Log;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

final class SettingsLoaderTest {
    @TempDir
    Path directory;

    @Test
    void nothingSet_givesTheDefaults() {
        PressrunSettings settings = load(Map.of("HOSTNAME", "pod-7"));

        var intake = settings.intake();
        assertThat(intake.topics())
                .isEqualTo(new Topics("render-requests", "render-results", "render-pdfs", "dlq.render-requests"));
        assertThat(intake.member()).isEqualTo(new Member("pressrun", false, "pod-7", "pressrun-pod-7"));
        assertThat(intake.inFlight())
                .isEqualTo(new InFlight(64, 256 << 20, new BreakerSettings(50, 20, Duration.ofSeconds(30))));
        assertThat(intake.times())
                .isEqualTo(new Times(
                        Duration.ofMillis(50),
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(2)));
        assertThat(intake.retryDelays())
                .containsExactly(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));
        assertThat(intake.duplicates()).isEqualTo(new DuplicateSettings(Duration.ZERO, "render-requests.printed"));
        assertThat(intake.clients()).isEqualTo(new Clients(Map.of(), Map.of(), 21 << 20));
        var pipeline = settings.pipeline();
        assertThat(pipeline.press()).isEqualTo(new PressLimits(Duration.ofSeconds(60), Duration.ofSeconds(30)));
        assertThat(pipeline.pool()).isEqualTo(new Pool(Runtime.getRuntime().availableProcessors(), 16 << 20));
        assertThat(pipeline.engine()).isEqualTo(new EngineLimits(2000, 50_000_000, 500_000_000, 32 << 20, 64 << 20));
        assertThat(pipeline.document()).isEqualTo(new DocumentLimits(16 << 20, 200_000, 250, 1001));
        assertThat(pipeline.fonts()).isEqualTo(new Fonts(List.of(), true));
        assertThat(pipeline.fetch())
                .isEqualTo(new FetchSettings(
                        new PolicySettings(Set.of(), Set.of(), Set.of(), Set.of(80, 443)),
                        new JobLimits(100 << 20, 1000, 64),
                        new RequestLimits(Duration.ofSeconds(10), 20 << 20, 5),
                        new ClientSettings(Duration.ofSeconds(3), 16, true, "Pressrun/dev", null),
                        new CacheSettings(64 << 20),
                        new RecoverySettings(2, 5, Duration.ofSeconds(10))));
        assertThat(settings.delivery())
                .isEqualTo(new DeliverySettings(
                        OutputKind.STORE,
                        21 << 20,
                        new StoreSettings.Directory(Path.of("./pressrun-out")),
                        S3Settings.of(null, "us-east-1", false, null, Duration.ofSeconds(30)),
                        new Objects(List.of(), null)));
        assertThat(settings.process())
                .isEqualTo(new ProcessSettings(
                        false, new Admin(true, "0.0.0.0", 9464), new Log(Level.INFO, Logging.Format.TEXT)));
        assertThat(settings.kafka().common()).isEmpty();
        assertThat(settings.effective().notes()).isEmpty();
    }

    @Test
    void laterSources_win() throws IOException {
        Path file = file("""
                pressrun.render.max-pages=1
                pressrun.document.max-depth=1
                pressrun.fetch.max-assets=1
                pressrun.intake.max-in-flight=1
                """);
        var system = new Properties();
        system.setProperty("pressrun.fetch.max-assets", "3");
        system.setProperty("pressrun.intake.max-in-flight", "3");
        system.setProperty("java.home", "/somewhere");

        PressrunSettings settings = SettingsLoader.load(
                Map.of(
                        "PRESSRUN_CONFIG", file.toString(),
                        "PRESSRUN_DOCUMENT_MAX_DEPTH", "2",
                        "PRESSRUN_FETCH_MAX_ASSETS", "2",
                        "PRESSRUN_INTAKE_MAX_IN_FLIGHT", "2"),
                system,
                null,
                Map.of("pressrun.intake.max-in-flight", "4"));

        assertThat(settings.pipeline().engine().maxPages()).isEqualTo(1);
        assertThat(settings.pipeline().document().maxDepth()).isEqualTo(2);
        assertThat(settings.pipeline().fetch().job().maxAssets()).isEqualTo(3);
        assertThat(settings.intake().inFlight().maxJobs()).isEqualTo(4);
        assertThat(settings.effective().lines())
                .contains("pressrun.render.max-pages = 1 (" + file + ":1)")
                .contains("pressrun.document.max-depth = 2 (PRESSRUN_DOCUMENT_MAX_DEPTH)")
                .contains("pressrun.fetch.max-assets = 3 (-Dpressrun.fetch.max-assets)")
                .contains("pressrun.intake.max-in-flight = 4 (command line)")
                .contains("pressrun.render.timeout = 30s (default)");
    }

    @Test
    void givenFile_winsOverTheVariable() throws IOException {
        Path file = file("pressrun.log.format=json\n");

        PressrunSettings settings =
                SettingsLoader.load(Map.of("PRESSRUN_CONFIG", "/missing"), new Properties(), file, Map.of());

        assertThat(settings.process().log().format()).isEqualTo(Logging.Format.JSON);
    }

    @Test
    void everyKindOfValue_isRead() {
        PressrunSettings settings = load(Map.of(
                "PRESSRUN_FETCH_ALLOWED_PRIVATE_HOSTS", "CDN.internal:8080, [fd00::1]:443",
                "PRESSRUN_FETCH_PORTS", "80, 443 ,8443",
                "PRESSRUN_FONTS_DIRECTORIES", "/fonts/a,/fonts/b",
                "PRESSRUN_FONTS_SYSTEM", "false",
                "PRESSRUN_STORE_KIND", "s3",
                "PRESSRUN_STORE_S3_BUCKET", "pdfs",
                "PRESSRUN_STORE_S3_ENDPOINT", "https://minio.internal:9000",
                "PRESSRUN_STORE_S3_ACCESS_KEY_ID", "id",
                "PRESSRUN_STORE_S3_SECRET_ACCESS_KEY", "pa$$word",
                "PRESSRUN_RENDER_TIMEOUT", "PT20S"));

        var pipeline = settings.pipeline();
        assertThat(pipeline.fetch().policy().allowedPrivateHosts())
                .containsExactlyInAnyOrder("cdn.internal:8080", "[fd00:0:0:0:0:0:0:1]:443");
        assertThat(pipeline.fetch().policy().ports()).containsExactlyInAnyOrder(80, 443, 8443);
        assertThat(pipeline.fonts()).isEqualTo(new Fonts(List.of(Path.of("/fonts/a"), Path.of("/fonts/b")), false));
        assertThat(pipeline.press().render()).isEqualTo(Duration.ofSeconds(20));
        assertThat(pipeline.press().job()).isEqualTo(Duration.ofSeconds(60));
        var delivery = settings.delivery();
        assertThat(delivery.store()).isEqualTo(new StoreSettings.Bucket("pdfs", ""));
        assertThat(delivery.s3().endpoint()).isEqualTo(URI.create("https://minio.internal:9000"));
        assertThat(delivery.s3().credentials()).isEqualTo(new S3Settings.Credentials("id", "pa$$word"));
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "10s,10000", "1m,60000", "PT10S,10000", "1h,3600000"})
    void durations(String text, long millis) {
        assertThat(Kind.parseDuration(text)).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"20MiB,20971520", "512KB,512000", "1048576,1048576", "1 GiB,1073741824", "7b,7"})
    void sizes(String text, long bytes) {
        assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
    }

    @Test
    void expressions_expandSettingsAndVariables() throws IOException {
        Path file = file("""
                pressrun.store.directory=${DATA}/${pressrun.group.id}
                pressrun.topics.requests=letters
                """);

        PressrunSettings settings = SettingsLoader.load(Map.of("DATA", "/data"), new Properties(), file, Map.of());

        assertThat(settings.delivery().store()).isEqualTo(new StoreSettings.Directory(Path.of("/data/pressrun")));
        assertThat(settings.intake().topics().deadLetters()).isEqualTo("dlq.letters");
    }

    @Test
    void unknownNames_areReportedWithPlaceAndNearestName() throws IOException {
        Path file = file("""
                # a comment
                pressrun.fetch.max-aset-size=1MiB
                fetch.ports=80
                """);
        var system = new Properties();
        system.setProperty("pressrun.log.levle", "info");

        assertThat(problems(Map.of("PRESSRUN_FETCH_PORT", "80"), system, file, Map.of("pressrun.workerid", "a")))
                .containsExactlyInAnyOrder(
                        "pressrun.fetch.max-aset-size (" + file
                                + ":2) is no setting; the nearest is pressrun.fetch.max-asset-size",
                        "fetch.ports (" + file + ":3) is no setting; the nearest is pressrun.fetch.ports",
                        "PRESSRUN_FETCH_PORT (environment variable) is no setting; "
                                + "the nearest is PRESSRUN_FETCH_PORTS",
                        "pressrun.log.levle (-Dpressrun.log.levle) is no setting; the nearest is pressrun.log.level",
                        "pressrun.workerid (command line) is no setting; the nearest is pressrun.worker.id");
    }

    @Test
    void wrongValues_areReportedTogether_withWhatIsAllowed() {
        assertThat(problems(Map.of(
                        "PRESSRUN_FETCH_MAX_ASSET_SIZE", "20 apples",
                        "PRESSRUN_JOB_TIMEOUT", "10",
                        "PRESSRUN_GROUP_PROTOCOL", "share",
                        "PRESSRUN_ADMIN_PORT", "70000",
                        "PRESSRUN_ADMIN_ENABLED", "yes",
                        "PRESSRUN_TOPICS_PDFS", "",
                        "PRESSRUN_STORE_S3_ENDPOINT", "https://me:hush@s3.example")))
                .containsExactlyInAnyOrder(
                        "pressrun.fetch.max-asset-size = 20 apples is not allowed (PRESSRUN_FETCH_MAX_ASSET_SIZE); "
                                + "allowed: size from 1KiB to 1GiB, such as 20MiB, 512KB or 1048576",
                        "pressrun.job.timeout = 10 is not allowed (PRESSRUN_JOB_TIMEOUT); "
                                + "allowed: duration from 1s to 1h, such as 500ms, 10s, 1m or PT10S",
                        "pressrun.group.protocol = share is not allowed (PRESSRUN_GROUP_PROTOCOL); "
                                + "allowed: one of consumer, classic",
                        "pressrun.admin.port = 70000 is not allowed (PRESSRUN_ADMIN_PORT); "
                                + "allowed: whole number from 0 to 65535",
                        "pressrun.admin.enabled = yes is not allowed (PRESSRUN_ADMIN_ENABLED); "
                                + "allowed: true or false",
                        "pressrun.topics.pdfs is empty (PRESSRUN_TOPICS_PDFS); "
                                + "allowed: topic name of letters, digits, dot, underscore and hyphen",
                        "pressrun.store.s3.endpoint = https://***@s3.example is not allowed "
                                + "(PRESSRUN_STORE_S3_ENDPOINT); "
                                + "allowed: http or https address without user, query or fragment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "cdn:0", "cdn:99999", "*.internal:80", "http://cdn:80", "10.0.0.0/8:80", "a b:80"})
    void allowedPrivateHosts_areExact(String host) {
        assertThat(problems(Map.of("PRESSRUN_FETCH_ALLOWED_PRIVATE_HOSTS", host)))
                .singleElement()
                .asString()
                .startsWith("pressrun.fetch.allowed-private-hosts = " + host + " is not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdn.example",
                "ftp://cdn.example",
                "https://*",
                "https://*.example",
                "https://*.8.8",
                "https://cdn.example/",
                "https://cdn.example:0",
                "https://cdn.example:99999",
                "https://cdn*.example"
            })
    void allowedOrigins_areSchemesWithHosts(String origin) {
        assertThat(problems(Map.of("PRESSRUN_FETCH_ALLOWED_ORIGINS", origin)))
                .singleElement()
                .asString()
                .startsWith("pressrun.fetch.allowed-origins = " + origin + " is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"34.118.224.0", "34.118.224.0/33", "::/129", "cdn.example/8", "34.118/16"})
    void refusedNetworks_areBlocksOfAddresses(String network) {
        assertThat(problems(Map.of("PRESSRUN_FETCH_REFUSED_NETWORKS", network)))
                .singleElement()
                .asString()
                .startsWith("pressrun.fetch.refused-networks = " + network + " is not allowed");
        assertThat(load(Map.of("PRESSRUN_FETCH_REFUSED_NETWORKS", "25.0.0.0/8, 2001:db8::/32"))
                        .pipeline()
                        .fetch()
                        .policy()
                        .refusedNetworks())
                .containsExactlyInAnyOrder("25.0.0.0/8", "2001:db8::/32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy:3128", "https://proxy:3128", "http://proxy", "http://proxy:3128/", "socks://p:1"})
    void proxy_isAnHttpAddress(String proxy) {
        assertThat(problems(Map.of("PRESSRUN_FETCH_PROXY", proxy)))
                .singleElement()
                .asString()
                .startsWith("pressrun.fetch.proxy = " + proxy + " is not allowed");
    }

    @Test
    void originsAndProxy_areRead() {
        PressrunSettings settings = load(Map.of(
                "PRESSRUN_FETCH_ALLOWED_ORIGINS",
                        "https://CDN.example, https://*.img.example:8443, http://[2606:4700::1]",
                "PRESSRUN_FETCH_PROXY", "http://Proxy.internal:3128",
                "PRESSRUN_FETCH_PROXY_USER", "pressrun",
                "PRESSRUN_FETCH_PROXY_PASSWORD", "hush"));

        var fetch = settings.pipeline().fetch();
        assertThat(fetch.policy().allowedOrigins())
                .containsExactlyInAnyOrder(
                        "https://cdn.example", "https://*.img.example:8443", "http://[2606:4700::1]");
        assertThat(fetch.client().proxy()).isEqualTo(new ProxySettings("proxy.internal:3128", "pressrun", "hush"));
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void passwordInTheAddressOfTheProxy_isRefusedAndNotShown() {
        assertThat(problems(Map.of("PRESSRUN_FETCH_PROXY", "http://me:hush@proxy:3128")))
                .singleElement()
                .asString()
                .startsWith("pressrun.fetch.proxy = http://***@proxy:3128 is not allowed");
    }

    @Test
    void expressionThatLeadsNowhere_isReported() throws IOException {
        Path file = file("""
                pressrun.store.directory=${DATA}/x
                pressrun.group.id=${pressrun.group.id}
                """);

        assertThat(problems(Map.of(), new Properties(), file, Map.of()))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("pressrun.store.directory = ${DATA}/x names something that is not set (" + file
                                + ":1)"))
                .anySatisfy(problem -> assertThat(problem).startsWith("pressrun.group.id refers to itself"));
    }

    @Test
    void secretWithAnExpressionThatLeadsNowhere_isNotShown() throws IOException {
        Path file = file("pressrun.fetch.proxy-password=hunter2${NOWHERE}\n");

        assertThat(problems(Map.of(), new Properties(), file, Map.of()))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("pressrun.fetch.proxy-password = *** names something"))
                .noneSatisfy(problem -> assertThat(problem).contains("hunter2"));
    }

    @Test
    void missingFile_isReportedWithTheOtherProblems() {
        assertThat(problems(Map.of("PRESSRUN_CONFIG", "/no/such/file", "PRESSRUN_LOG_LEVEL", "loud")))
                .hasSize(2)
                .first()
                .isEqualTo("The settings file /no/such/file does not exist: "
                        + "correct --config or the variable PRESSRUN_CONFIG");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PRESSRUN_STORE_KIND=none | there is no store to put PDFs in
            PRESSRUN_STORE_KIND=s3 | the store needs a bucket
            PRESSRUN_STORE_DIRECTORY= | the store needs a directory
            PRESSRUN_STORE_S3_ACCESS_KEY_ID=id | an access key has an id and a secret
            PRESSRUN_FETCH_MAX_JOB_SIZE=1MiB | one asset cannot be allowed more
            PRESSRUN_RENDER_TIMEOUT=60s | the first must be shorter than the second
            PRESSRUN_FETCH_REQUEST_TIMEOUT=60s | the first must be shorter than the second
            PRESSRUN_STORE_S3_TIMEOUT=2m | the first must be shorter than the second
            PRESSRUN_FETCH_PROXY=http://p:1 PRESSRUN_FETCH_PROXY_USER=me | the proxy takes a user with a password
            PRESSRUN_FETCH_PROXY_USER=me PRESSRUN_FETCH_PROXY_PASSWORD=hush | there is no proxy to log in to
            PRESSRUN_FETCH_CONNECT_TIMEOUT=11s | connecting is part of the request
            PRESSRUN_INTAKE_TRANSACTION_TIMEOUT=1s PRESSRUN_INTAKE_PUBLISH_INTERVAL=2s | the first must be shorter
            PRESSRUN_INTAKE_MAX_IN_FLIGHT_SIZE=8MiB | the largest document must fit
            PRESSRUN_DUPLICATES_WINDOW=5m | remembered for longer
            PRESSRUN_TOPICS_PDFS=render-results | give every topic a name of its own
            KAFKA_CONSUMER_MAX_POLL_INTERVAL_MS=5000 | it must be shorter than max.poll.interval.ms
            """)
    void settingsThatContradictEachOther_areReported(String variables, String message) {
        Map<String, String> environment = new TreeMap<>();
        for (String variable : variables.split(" ", -1)) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }

        assertThat(problems(environment))
                .singleElement()
                .asString()
                .contains(message)
                .contains("pressrun.");
    }

    @Test
    void serviceLinksOfKubernetes_doNotFailTheStart() {
        PressrunSettings settings = load(Map.of(
                "PRESSRUN_SERVICE_HOST", "10.0.0.1",
                "PRESSRUN_SERVICE_PORT", "9464",
                "PRESSRUN_SERVICE_PORT_METRICS", "9464",
                "PRESSRUN_PORT", "tcp://10.0.0.1:9464",
                "PRESSRUN_PORT_9464_TCP", "tcp://10.0.0.1:9464",
                "PRESSRUN_PORT_9464_TCP_PROTO", "tcp",
                "PRESSRUN_PORT_9464_TCP_PORT", "9464",
                "PRESSRUN_PORT_9464_TCP_ADDR", "10.0.0.1"));

        assertThat(settings.process().admin().port()).isEqualTo(9464);
        assertThat(problems(Map.of("PRESSRUN_PORT", "9464"))).hasSize(1);
        assertThat(problems(Map.of("PRESSRUN_PORT_9464", "tcp://10.0.0.1:9464")))
                .hasSize(1);
    }

    @Test
    void effectiveSettings_areSortedAndHideSecrets() {
        PressrunSettings settings = load(Map.of(
                "PRESSRUN_STORE_S3_ACCESS_KEY_ID", "id",
                "PRESSRUN_STORE_S3_SECRET_ACCESS_KEY", "hush-1",
                "KAFKA_SASL_JAAS_CONFIG", "Module required password=hush-2;",
                "KAFKA_CONSUMER_SSL_KEY_PASSWORD", "hush-3",
                "KAFKA_SSL_KEYSTORE_KEY", "hush-4",
                "KAFKA_SASL_OAUTHBEARER_JWKS_ENDPOINT_URL", "https://me:hush-5@idp.example/keys"));

        List<String> lines = settings.effective().lines();

        assertThat(lines)
                .isSorted()
                .contains("pressrun.store.s3.secret-access-key = *** (PRESSRUN_STORE_S3_SECRET_ACCESS_KEY)")
                .contains("kafka.sasl.jaas.config = *** (KAFKA_SASL_JAAS_CONFIG)")
                .contains("kafka.consumer.ssl.key.password = *** (KAFKA_CONSUMER_SSL_KEY_PASSWORD)")
                .contains("kafka.sasl.oauthbearer.jwks.endpoint.url = https://***@idp.example/keys "
                        + "(KAFKA_SASL_OAUTHBEARER_JWKS_ENDPOINT_URL)");
        assertThat(settings.toString()).doesNotContain("hush");
    }

    private static PressrunSettings load(Map<String, String> environment) {
        return SettingsLoader.load(environment, new Properties(), null, Map.of());
    }

    private static List<String> problems(Map<String, String> environment) {
        return problems(environment, new Properties(), null, Map.of());
    }

    private static List<String> problems(
            Map<String, String> environment, Properties system, @Nullable Path file, Map<String, String> overrides) {
        SettingsException thrown = assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsLoader.load(environment, system, file, overrides))
                .actual();
        assertThat(thrown.problems()).allSatisfy(problem -> assertThat(thrown).hasMessageContaining(problem));
        return thrown.problems();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("pressrun.properties"), text);
    }
}
