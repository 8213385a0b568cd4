package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.testing.Watchdog;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No byte enters a render but through the fetch: a JVM prints {@link EveryReference} with every kind of address, and
 * {@link RoundaboutWitness} looks on.
 */
class NothingGoesRoundTest {
    @TempDir
    static Path directory;

    private static List<String[]> report = List.of();

    @BeforeAll
    static void printEverything() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(directory.resolve("forbidden"));
        String secret = EveryReferencePrinted.SECRET;
        for (String ending : List.of("txt", "html", "js", "jar", "icc", "xsd", "xsl")) {
            Files.writeString(folder.resolve("f." + ending), secret);
        }
        Files.writeString(folder.resolve("f.css"), "body::before { content: '" + secret + "' }");
        Files.writeString(folder.resolve("f.dtd"), "<!ENTITY x '" + secret + "'>");
        Files.writeString(
                folder.resolve("f.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg'><text id='i' y='9'>" + secret + "</text></svg>");
        Files.write(folder.resolve("f.png"), TestPress.PIXEL);
        Files.write(folder.resolve("f.ttf"), TestPress.PIXEL);
        Path result = directory.resolve("report.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        // The JVM does not live long.
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + folder,
                        EveryReferencePrinted.class.getName(),
                        folder.toString(),
                        result.toString())
                .redirectErrorStream(true)
                .start();
        Watchdog.over(process, Duration.ofMinutes(10));
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        report = Files.readAllLines(result).stream()
                .map(line -> line.split("\t", 3))
                .toList();
    }

    @Test
    void everyDocument_isPrintedToItsEnd() {
        assertThat(of("OUTCOME"))
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line[2]).as(line[0]).isEqualTo("Printed"));
        assertThat(of("WHOLE"))
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line[2]).as(line[0]).isEqualTo("true"));
    }

    @Test
    void nothingIsOpenedConnectedLookedUpOrReadBesidesTheFetch() {
        assertThat(of("SEEN").stream()
                        .filter(line -> !line[0].equals("control"))
                        .map(line -> line[0] + ": " + line[2]))
                .isEmpty();
    }

    @Test
    void nothingOfAForbiddenFile_isInAPdf() {
        assertThat(of("SECRET"))
                .allSatisfy(line -> assertThat(line[2]).as(line[0]).isEqualTo("false"));
    }

    @Test
    void sameDocument_fetchesFromAnAllowedSite() {
        assertThat(of("FETCHED"))
                .singleElement()
                .satisfies(line -> assertThat(Integer.parseInt(line[2])).isGreaterThan(100));
    }

    @Test
    void whatGoesRound_isSeen() {
        assertThat(of("SEEN").stream().filter(line -> line[0].equals("control")).map(line -> line[2]))
                .contains(
                        "opened http://elsewhere.example/",
                        "connect on main",
                        "getAllByName on main",
                        "connected to the trap",
                        "trapped /control",
                        "read " + directory.resolve("forbidden/f.txt"));
    }

    private static List<String[]> of(String kind) {
        return report.stream().filter(line -> line[1].equals(kind)).toList();
    }
}
