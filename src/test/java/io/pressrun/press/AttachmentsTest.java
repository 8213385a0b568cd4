package io.pressrun.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.FailureCode;
import io.pressrun.testing.WireServer.Handler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
    private final CountDownLatch bothAsked = new CountDownLatch(2);
    private final List<Integer> busyThreads = new CopyOnWriteArrayList<>();
    private TestPress press;

    @BeforeEach
    void start() throws IOException {
        press = new TestPress();
    }

    @AfterEach
    void stop() throws IOException {
        press.close();
    }

    private String job(String... paths) {
        var attachments = new StringBuilder();
        for (String path : paths) {
            attachments.append(attachments.isEmpty() ? "" : ",");
            attachments.append("{'name': '" + path.substring(1) + "', 'source': '" + press.url(path) + "'}");
        }
        return "{'source': {'html': '<p>x'}, 'pdf': {'attachments': [" + attachments + "]}}";
    }

    /** Answers once both attachments have been asked for. */
    private Handler together() {
        return (request, wire) -> {
            busyThreads.add(press.pool.busy());
            bothAsked.countDown();
            try {
                if (bothAsked.await(20, TimeUnit.SECONDS)) {
                    wire.ok("text/plain", request.target());
                } else {
                    wire.status("404 Not Found");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
    }

    @Test
    void attachments_areFetchedTogether_whileNoRenderThreadIsTaken() throws Exception {
        press.at("/a", together()).at("/b", together());

        press.printed(job("/a", "/b"));

        assertThat(busyThreads).containsExactly(0, 0);
        try (var pdf = Loader.loadPDF(press.onlyPdf())) {
            assertThat(pdf.getDocumentCatalog().getNames().getEmbeddedFiles().getNames())
                    .containsOnlyKeys("a", "b");
        }
    }

    @Test
    void missingAttachment_endsTheJobBeforeItIsRendered() {
        var failed = press.failed(job("/none"));

        assertThat(failed.code()).isEqualTo(FailureCode.ASSET_MISSING);
        assertThat(failed.message()).contains("attachment none");
        assertThat(failed.timings().millis()).containsKey("fetch").doesNotContainKey("render");
    }
}
