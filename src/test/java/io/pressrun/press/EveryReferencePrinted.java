package io.pressrun.press;

import io.pressrun.fetch.AssetFetcher;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.job.Outcome;
import io.pressrun.job.RenderJob;
import io.pressrun.press.EveryReference.Target;
import io.pressrun.testing.FetchLimits;
import io.pressrun.testing.WireServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints {@link EveryReference} for each way to write an address, and says what was seen besides the fetch. For a JVM of
 * its own, on whose class path the folder is. Arguments: a folder with files that must not be read, and where to report.
 */
final class EveryReferencePrinted {
    static final String SECRET = "TOPSECRET";

    private EveryReferencePrinted() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (var witness = new RoundaboutWitness(folder);
                var press = new TestPress(EveryReferencePrinted::fetcher);
                PrintStream report = new PrintStream(arguments[1], StandardCharsets.UTF_8)) {
            // Fonts, codecs and classes are loaded once.
            print(press, "warm-up", (ending, number) -> "data:,x", report);
            Map<String, Target> targets = targets(folder, witness.trap());
            targets.put(
                    "allowed site",
                    (ending, number) -> press.url("/f" + number + "." + ending).toString());
            for (Map.Entry<String, Target> target : targets.entrySet()) {
                witness.begin();
                print(press, target.getKey(), target.getValue(), report);
                witness.end().forEach(seen -> report.println(target.getKey() + "\tSEEN\t" + seen));
            }
            int fetched = Set.copyOf(press.site.targets()).size();
            report.println("allowed site\tFETCHED\t" + fetched);
            witness.begin();
            goRound(witness.trap(), folder);
            witness.end().forEach(seen -> report.println("control\tSEEN\t" + seen));
        }
    }

    /** With room for every reference. */
    private static AssetFetcher fetcher(WireServer site) {
        return new AssetFetcher(
                FetchLimits.of(Set.of(site.hostAndPort()), Duration.ofSeconds(30), 20_000), ObjectReader.none());
    }

    private static Map<String, Target> targets(Path folder, URI trap) {
        String host = trap.getAuthority();
        String files = folder + "/f.";
        Map<String, Target> targets = new LinkedHashMap<>();
        for (String prefix : List.of(
                "http://" + host + "/",
                "HTTP://" + host + "/",
                "https://" + host + "/",
                "//" + host + "/",
                "\\\\" + host + "\\",
                "\t ht\ntp://" + host + "/",
                "url:http://" + host + "/",
                "jar:http://" + host + "/a.jar!/",
                "ftp://" + host + "/",
                "gopher://" + host + "/",
                "mailto:someone@" + host + "?")) {
            targets.put(
                    prefix.strip().replaceAll("\\s", " "), (ending, number) -> prefix + "f" + number + "." + ending);
        }
        for (String prefix : List.of(
                "file://" + files,
                "FILE://" + files,
                "file:" + files,
                "url:file:" + files,
                "netdoc:" + files,
                "classpath:/f.",
                files,
                "../../../../../../../../../.." + files,
                "job://" + files)) {
            targets.put(prefix, (ending, number) -> prefix + ending);
        }
        targets.put("jar:file", (ending, number) -> "jar:file:" + files + "jar!/f." + ending);
        targets.put("jrt", (ending, number) -> "jrt:/java.base/java/lang/Object.class");
        targets.put("s3", (ending, number) -> "s3://bucket/f." + ending);
        return targets;
    }

    private static void print(TestPress press, String name, Target target, PrintStream report) throws IOException {
        var document = new EveryReference(target);
        RenderJob plain = RenderJob.ofHtml("every-reference", document.html());
        press.store.pdfs.clear();
        Outcome outcome = press.print(new RenderJob(
                        plain.id(),
                        plain.source(),
                        press.url("/base/"),
                        document.carried(),
                        plain.page(),
                        plain.pdf(),
                        plain.fetch(),
                        plain.output(),
                        null,
                        Map.of()))
                .outcome();
        report.println(name + "\tOUTCOME\t" + outcome.getClass().getSimpleName());
        if (outcome instanceof Outcome.Printed) {
            String text = press.text();
            report.println(name + "\tWHOLE\t" + (text.contains("Beginning") && text.contains("End")));
            report.println(name + "\tSECRET\t" + text.contains(SECRET));
        } else {
            report.println(name + "\tFAILED\t" + outcome.toString().replaceAll("\\s", " "));
        }
    }

    /** Once in each way that must be seen. */
    private static void goRound(URI trap, Path folder) throws IOException {
        try {
            URI.create("http://elsewhere.example/").toURL().openStream().close();
        } catch (IOException e) {
            // The trap.
        }
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), trap.getPort())) {
            socket.getOutputStream().write("GET /control HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var _ = socket.getInputStream().read();
        }
        var _ = InetAddress.getAllByName("localhost");
        var _ = Files.readString(folder.resolve("f.txt"));
    }
}
