package io.pressrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.job.JobFailedException;
import io.pressrun.settings.PipelineSettings;
import io.pressrun.settings.SettingsLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only files below the document's own folder travel with it. */
final class LocalFilesTest {
    @TempDir
    Path outside;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(outside.resolve("docs"));
        write(outside.resolve("secret.png"), "secret");
    }

    @Test
    void filesBesideTheDocument_travelUnderTheirPaths() throws Exception {
        write(folder.resolve("img/a b.png"), "picture");

        assertThat(namedBy("<img src='img/a%20b.png'>"))
                .containsExactly(Map.entry("img/a b.png", "data:image/png;base64," + base64("picture")));
    }

    @Test
    void fontOfAStylesheet_isFoundInASiblingFolder() throws Exception {
        write(folder.resolve("css/a.css"), "@font-face{font-family:F;src:url(../fonts/f.ttf)}p{font:9px F}");
        write(folder.resolve("fonts/f.ttf"), "font");

        assertThat(namedBy("<link rel=stylesheet href=css/a.css>")).containsOnlyKeys("css/a.css", "fonts/f.ttf");
    }

    @Test
    void ofANeededFont_everySourceTravels_andOfOthersNone() throws Exception {
        for (String file : new String[] {"a.woff2", "a.ttf", "b.ttf"}) {
            write(folder.resolve(file), "font");
        }

        assertThat(namedBy(
                        "<style>@font-face{font-family:F;src:url(a.woff2),url(missing.woff),url('data:font/ttf,a b'),url(a.ttf)}"
                                + "@font-face{font-family:G;src:url(b.ttf)}p{font-family:F}</style><p>x"))
                .containsOnlyKeys("a.woff2", "a.ttf");
    }

    @Test
    void stylesheetsThatImportEachOther_areReadOnce() throws Exception {
        write(folder.resolve("a.css"), "@import 'b.css';");
        write(folder.resolve("b.css"), "@import 'a.css';");

        assertThat(namedBy("<link rel=stylesheet href=a.css>")).containsOnlyKeys("a.css", "b.css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.png",
                "..%2fsecret.png",
                "%2e%2e/secret.png",
                "img/../../secret.png",
                "/etc/passwd",
                "//etc/passwd",
                "file:///etc/passwd",
                "file:secret.png",
                "a%00b.png",
                "missing.png",
                "img",
                "."
            })
    void whatLeadsElsewhere_isNotRead(String reference) throws Exception {
        Files.createDirectory(folder.resolve("img"));

        assertThat(namedBy("<img src='" + reference + "'>")).isEmpty();
    }

    @Test
    void absolutePathOfAFileInTheFolder_isNotRead() throws Exception {
        write(folder.resolve("a.png"), "picture");

        assertThat(namedBy("<img src='" + folder.resolve("a.png") + "'>")).isEmpty();
    }

    @Test
    void linkOutOfTheFolder_isNotFollowed() throws Exception {
        Files.createSymbolicLink(folder.resolve("link.png"), outside.resolve("secret.png"));
        Files.createSymbolicLink(folder.resolve("up"), outside);

        assertThat(namedBy("<img src=link.png><img src=up/secret.png>")).isEmpty();
    }

    @Test
    void linkWithinTheFolder_isFollowed() throws Exception {
        write(folder.resolve("a.png"), "picture");
        Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("a.png"));

        assertThat(namedBy("<img src=link.png>")).containsOnlyKeys("link.png");
    }

    @Test
    void fileOverTheLimit_isRefusedByNameAndSize() throws IOException {
        write(folder.resolve("a.png"), "x".repeat(1025));

        assertThatThrownBy(() -> namedBy("<img src=a.png>", "pressrun.fetch.max-asset-size", "1KiB"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("a.png has 1025 bytes; pressrun.fetch.max-asset-size lets 1KiB through.");
    }

    @Test
    void filesOverTheLimitTogether_areRefused() throws IOException {
        write(folder.resolve("a.png"), "x".repeat(20_000));
        write(folder.resolve("b.png"), "x".repeat(20_000));

        assertThatThrownBy(() -> namedBy("<img src=a.png><img src=b.png>", "pressrun.fetch.max-job-size", "32KiB"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("the files have 40000 bytes; pressrun.fetch.max-job-size lets 32KiB through.");
    }

    private Map<String, String> namedBy(String html) throws IOException, JobFailedException, CommandFailedException {
        return LocalFiles.namedBy(html, folder, limits(Map.of()));
    }

    private Map<String, String> namedBy(String html, String key, String value)
            throws IOException, JobFailedException, CommandFailedException {
        var limits = key.endsWith("max-job-size")
                ? Map.of(key, value, "pressrun.fetch.max-asset-size", "32KiB")
                : Map.of(key, value);
        return LocalFiles.namedBy(html, folder, limits(limits));
    }

    private static PipelineSettings limits(Map<String, String> settings) {
        return SettingsLoader.load(Map.of(), new Properties(), null, settings).pipeline();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
