package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.job.json.JobCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReproducibleTest {
    private static RenderJob example(String name) throws Exception {
        Path folder = Rendering.FONTS.resolve(name);
        var assets = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assets.put(
                        folder.relativize(file).toString(), Rendering.data(mediaType(file), Files.readAllBytes(file)));
            }
        }
        return new JobCodec()
                .decodeTemplate(
                        Files.readAllBytes(folder.resolve("job.json")),
                        new Source.Html(Files.readString(folder.resolve(name + ".html"))),
                        assets,
                        name);
    }

    private static String mediaType(Path file) throws IOException {
        String name = file.toString();
        return name.endsWith(".svg")
                ? "image/svg+xml"
                : name.endsWith(".css") ? "text/css" : "application/octet-stream";
    }

    /** Three prints side by side with another job on two threads, which also take turns. */
    @ParameterizedTest
    @ValueSource(strings = {"invoice", "letter", "certificate", "ticket", "statement", "report"})
    void everyPrintOfAJob_hasTheSameBytes(String name) throws Exception {
        var job = example(name);
        try (var rendering = new Rendering(Set.of(), 2, EngineLimits.DEFAULT, List.of())) {
            var first = rendering.start(job, new AtomicBoolean());
            var other = rendering.start(Rendering.job("<p style='font-family:Arial'>other</p>"), new AtomicBoolean());
            var second = rendering.start(job, new AtomicBoolean());
            var third = rendering.start(job, new AtomicBoolean());

            byte[] bytes = Rendering.await(first).bytes();
            assertThat(Rendering.await(other).text()).isEqualTo("other");
            assertThat(Rendering.await(second).bytes()).isEqualTo(bytes);
            assertThat(Rendering.await(third).bytes()).isEqualTo(bytes);
        }
    }
}
