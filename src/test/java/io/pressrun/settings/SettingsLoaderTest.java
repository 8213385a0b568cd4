package io.pressrun.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pressrun.settings.PressrunSettings.GroupProtocol;
import io.pressrun.settings.PressrunSettings.LogFormat;
import io.pressrun.settings.PressrunSettings.OutputKind;
import io.pressrun.settings.PressrunSettings.StoreKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsLoaderTest {
    @TempDir
    Path directory;

    @Test
    void nothingSet_givesTheDefaults() {
        PressrunSettings settings = load(Map.of("HOSTNAME", "pod-7"));

        assertThat(settings.topics())
                .isEqualTo(new PressrunSettings.Topics(
                        "render-requests",
                        "render-results",
                        "render-pdfs",
                        "dlq.render-requests",
                        "render-requests.printed"));
        assertThat(settings.worker().id()).isEqualTo("pod-7");
        assertThat(settings.group()).isEqualTo(new PressrunSettings.Group("pressrun", GroupProtocol.CONSUMER));
        assertThat(settings.intake())
                .isEqualTo(new PressrunSettings.Intake(
                        64,
                        DataSize.parse("256MiB"),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(10),
                        false,
                        "pressrun-pod-7",
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(2)));
        assertThat(settings.retry().delays())
                .containsExactly(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));
        assertThat(settings.breaker()).isEqualTo(new PressrunSettings.Breaker(50, 20, Duration.ofSeconds(30)));
        assertThat(settings.job().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.render())
                .isEqualTo(new PressrunSettings.Render(
                        Runtime.getRuntime().availableProcessors(),
                        DataSize.parse("16MiB"),
                        Duration.ofSeconds(30),
                        2000,
                        50_000_000,
                        500_000_000,
                        DataSize.parse("32MiB")));
        assertThat(settings.document())
                .isEqualTo(new PressrunSettings.DocumentLimits(DataSize.parse("16MiB"), 200_000, 250));
        assertThat(settings.fonts()).isEqualTo(new PressrunSettings.Fonts(List.of(), true));
        assertThat(settings.fetch())
                .isEqualTo(new PressrunSettings.Fetch(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(80, 443),
                        null,
                        null,
                        null,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10),
                        DataSize.parse("20MiB"),
                        DataSize.parse("100MiB"),
                        1000,
                        5,
                        16,
                        true,
                        DataSize.parse("64MiB"),
                        2,
                        5,
                        Duration.ofSeconds(10),
                        "Pressrun/dev"));
        assertThat(settings.objects()).isEqualTo(new PressrunSettings.Objects(List.of(), null));
        assertThat(settings.output())
                .isEqualTo(new PressrunSettings.Output(
                        OutputKind.STORE, DataSize.parse("64MiB"), DataSize.parse("21MiB")));
        assertThat(settings.store())
                .isEqualTo(new PressrunSettings.Store(
                        StoreKind.DIRECTORY,
                        Path.of("./pressrun-out"),
                        new PressrunSettings.S3(
                                null, null, "us-east-1", false, "", null, null, Duration.ofSeconds(30))));
        assertThat(settings.admin()).isEqualTo(new PressrunSettings.Admin(true, "0.0.0.0", 9464));
        assertThat(settings.log()).isEqualTo(new PressrunSettings.Log(PressrunSettings.LogLevel.INFO, LogFormat.TEXT));
        assertThat(settings.kafka().common()).isEmpty();
        assertThat(settings.notes()).isEmpty();
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

        assertThat(settings.render().maxPages()).isEqualTo(1);
        assertThat(settings.document().maxDepth()).isEqualTo(2);
        assertThat(settings.fetch().maxAssets()).isEqualTo(3);
        assertThat(settings.intake().maxInFlight()).isEqualTo(4);
        assertThat(settings.describe())
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

        assertThat(settings.log().format()).isEqualTo(LogFormat.JSON);
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

        assertThat(settings.fetch().allowedPrivateHosts()).containsExactly("cdn.internal:8080", "[fd00::1]:443");
        assertThat(settings.fetch().ports()).containsExactly(80, 443, 8443);
        assertThat(settings.fonts())
                .isEqualTo(new PressrunSettings.Fonts(List.of(Path.of("/fonts/a"), Path.of("/fonts/b")), false));
        assertThat(settings.store().kind()).isEqualTo(StoreKind.S3);
        assertThat(settings.store().s3().endpoint()).isEqualTo(URI.create("https://minio.internal:9000"));
        assertThat(settings.store().s3().secretAccessKey()).isEqualTo(new Secret("pa$$word"));
        assertThat(settings.render().timeout()).isEqualTo(Duration.ofSeconds(20));
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

        assertThat(settings.store().directory()).isEqualTo(Path.of("/data/pressrun"));
        assertThat(settings.topics().deadLetters()).isEqualTo("dlq.letters");
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
                        .fetch()
                        .refusedNetworks())
                .containsExactly("25.0.0.0/8", "2001:db8::/32");
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

        assertThat(settings.fetch().allowedOrigins())
                .containsExactly("https://cdn.example", "https://*.img.example:8443", "http://[2606:4700::1]");
        assertThat(settings.fetch().proxy()).isEqualTo("proxy.internal:3128");
        assertThat(settings.fetch().proxyUser()).isEqualTo("pressrun");
        assertThat(settings.fetch().proxyPassword()).isEqualTo(new Secret("hush"));
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

        assertThat(settings.admin().port()).isEqualTo(9464);
        assertThat(problems(Map.of("PRESSRUN_PORT", "9464"))).hasSize(1);
        assertThat(problems(Map.of("PRESSRUN_PORT_9464", "tcp://10.0.0.1:9464")))
                .hasSize(1);
    }

    @Test
    void describe_isSortedAndHidesSecrets() {
        PressrunSettings settings = load(Map.of(
                "PRESSRUN_STORE_S3_ACCESS_KEY_ID", "id",
                "PRESSRUN_STORE_S3_SECRET_ACCESS_KEY", "hush-1",
                "KAFKA_SASL_JAAS_CONFIG", "Module required password=hush-2;",
                "KAFKA_CONSUMER_SSL_KEY_PASSWORD", "hush-3",
                "KAFKA_SSL_KEYSTORE_KEY", "hush-4",
                "KAFKA_SASL_OAUTHBEARER_JWKS_ENDPOINT_URL", "https://me:hush-5@idp.example/keys"));

        List<String> lines = settings.describe().lines().toList();

        assertThat(lines)
                .isSorted()
                .contains("pressrun.store.s3.secret-access-key = *** (PRESSRUN_STORE_S3_SECRET_ACCESS_KEY)")
                .contains("kafka.sasl.jaas.config = *** (KAFKA_SASL_JAAS_CONFIG)")
                .contains("kafka.consumer.ssl.key.password = *** (KAFKA_CONSUMER_SSL_KEY_PASSWORD)")
                .contains("kafka.sasl.oauthbearer.jwks.endpoint.url = https://***@idp.example/keys "
                        + "(KAFKA_SASL_OAUTHBEARER_JWKS_ENDPOINT_URL)");
        assertThat(settings.describe() + settings).doesNotContain("hush");
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
