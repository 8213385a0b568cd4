package io.pressrun.fetch.exchange;

import static io.pressrun.fetch.Fetching.assertBlocked;
import static io.pressrun.fetch.Fetching.fetchOne;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pressrun.fetch.FetchSettings;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the operator reads of a refusal, and the job's author does not. */
class RefusalLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RedirectChain.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void reason_isLogged() {
        assertBlocked(fetchOne(FetchSettings.DEFAULT, URI.create("http://169.254.169.254/latest?token=1")));

        assertThat(lines())
                .containsExactly(
                        "refused http://169.254.169.254: address 169.254.169.254 (link-local and cloud metadata)");
    }

    @Test
    void userAndPassword_areNotLogged() {
        assertBlocked(fetchOne(FetchSettings.DEFAULT, URI.create("https://user:secret@cdn.example/")));

        assertThat(lines()).singleElement().asString().startsWith("refused https://cdn.example: ");
    }

    @Test
    void longAddress_isCut() {
        assertBlocked(fetchOne(FetchSettings.DEFAULT, URI.create("x".repeat(100_000) + "://cdn.example/")));

        assertThat(lines()).singleElement().asString().hasSizeLessThan(400);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
