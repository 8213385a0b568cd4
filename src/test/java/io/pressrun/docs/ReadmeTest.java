package io.pressrun.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code README.md} says what the code and the other pages say. */
final class ReadmeTest {
    private static final Path README = Path.of("README.md");

    private static final List<String> MOST_USED = List.of(
            "pressrun.store.kind",
            "pressrun.store.directory",
            "pressrun.store.s3.bucket",
            "pressrun.output.default",
            "pressrun.render.threads",
            "pressrun.job.timeout",
            "pressrun.intake.max-in-flight",
            "pressrun.intake.create-topics",
            "pressrun.fetch.allowed-private-hosts",
            "pressrun.fonts.directories");

    @Test
    void failureCodes_areThoseOfTheCode() throws IOException {
        String rows = Arrays.stream(FailureCode.values())
                .map(code ->
                        "| `" + code + "` | " + (code.retryable() ? "yes" : "no") + " | " + code.meaning() + " |\n")
                .collect(Collectors.joining());

        new GeneratedSection(README, "failure-codes")
                .assertHolds("| Code | Retryable | Meaning |\n|---|---|---|\n" + rows);
    }

    @Test
    void mostUsedSettings_areThoseOfTheFullList() throws IOException {
        var all = Files.readAllLines(Path.of("docs", "configuration.md"));
        String rows = MOST_USED.stream()
                .map(key -> all.stream()
                        .filter(line -> line.startsWith("| `" + key + "`<br>"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(key + " is not in docs/configuration.md")))
                .map(row -> row.substring(0, row.lastIndexOf(" | ")) + " |\n")
                .collect(Collectors.joining());

        new GeneratedSection(README, "most-used-settings")
                .assertHolds("| Key and variable | Default | Meaning |\n|---|---|---|\n" + rows);
    }

    @Test
    void linksToFiles_leadSomewhere() throws IOException {
        for (String page : List.of("README.md", "ARCHITECTURE.md")) {
            var links = Pattern.compile("]\\(([^)#:]+)\\)")
                    .matcher(Files.readString(Path.of(page)))
                    .results()
                    .map(link -> Path.of(link.group(1)));
            assertThat(links).as(page).allSatisfy(path -> assertThat(path).exists());
        }
    }
}
