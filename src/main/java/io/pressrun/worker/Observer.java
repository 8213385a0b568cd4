package io.pressrun.worker;

import io.pressrun.fetch.FetchListener;
import io.pressrun.fetch.FetchOutcome;
import io.pressrun.intake.IntakeListener;
import io.pressrun.intake.topic.ClientFigures;
import io.pressrun.job.Outcome;
import io.pressrun.job.Outcome.Timings;
import io.pressrun.job.Stage;
import io.pressrun.observe.Health;
import io.pressrun.observe.Metrics;
import io.pressrun.observe.Metrics.AssetOutcome;
import io.pressrun.observe.Metrics.TransactionOutcome;
import io.pressrun.observe.Reading;
import io.pressrun.press.Completion;
import io.pressrun.press.Press;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The listener to all parts of a worker: what they tell goes to the metrics, to health and to the log. */
final class Observer implements IntakeListener, FetchListener {
    private static final Logger log = LoggerFactory.getLogger(Observer.class);

    private final Metrics metrics;
    private final Health health;
    private final Map<ClientFigures.Client, ClientFigures> clients = new ConcurrentHashMap<>();
    private IntSupplier renderThreads = () -> 0;
    private boolean unpublished;

    Observer(Metrics metrics, Health health) {
        this.metrics = metrics;
        this.health = health;
        metrics.watch(this::ofKafkaClients);
    }

    private List<Reading> ofKafkaClients() {
        return clients.values().stream()
                .flatMap(client -> client.read().stream())
                .map(figure -> new Reading(
                        figure.name(), figure.description(), Map.of("client_id", figure.clientId()), figure.value()))
                .toList();
    }

    /** Before the first poll: how many render threads are at work. */
    void watchRenderThreads(IntSupplier busy) {
        renderThreads = busy;
    }

    @Override
    public void client(ClientFigures figures) {
        clients.put(figures.client(), figures);
    }

    @Override
    public void polled(int assigned, int paused, int inFlight, long inFlightBytes) {
        health.tick();
        metrics.polled();
        metrics.partitions(assigned, paused);
        metrics.jobsInFlight(inFlight, inFlightBytes);
        metrics.renderThreadsBusy(renderThreads.getAsInt());
    }

    @Override
    public void waits() {
        health.tick();
    }

    @Override
    public void settled() {
        if (unpublished) {
            publishes(true);
        }
    }

    @Override
    public void published(Completion printing, boolean deadLetter) {
        try (var _ = MDC.putCloseable(Press.JOB_IN_LOG, printing.id())) {
            tell(printing.outcome(), deadLetter);
        }
    }

    private void tell(Outcome outcome, boolean deadLetter) {
        switch (outcome) {
            case Outcome.Printed printed -> {
                metrics.jobPrinted(printed.receipt().pages(), printed.receipt().bytes());
                stages(printed.timings());
            }
            case Outcome.Failed failed -> {
                log.info("The job failed: {} ({})", failed.code(), failed.message());
                metrics.jobFailed(failed.code());
                if (deadLetter) {
                    metrics.deadLetter(failed.code());
                }
                stages(failed.timings());
            }
            case Outcome.RetryLater later -> {
                log.info("The job is tried again later: {} ({})", later.code(), later.message());
                metrics.retry(later.code());
            }
            case Outcome.Interrupted _ -> metrics.interrupted();
        }
    }

    @Override
    public void duplicate() {
        metrics.jobDuplicate();
    }

    private void stages(Timings timings) {
        for (Stage stage : Stage.values()) {
            Long millis = timings.millis().get(stage.label());
            if (millis != null) {
                metrics.stage(stage, Duration.ofMillis(millis));
            }
        }
    }

    @Override
    public void interrupted() {
        metrics.interrupted();
    }

    @Override
    public void transaction(TransactionEnd end, Duration took) {
        metrics.transaction(
                switch (end) {
                    case COMMITTED -> TransactionOutcome.COMMITTED;
                    case ABORTED -> TransactionOutcome.ABORTED;
                    case FENCED -> TransactionOutcome.FENCED;
                });
        metrics.stage(Stage.PUBLISH, took);
        publishes(end == TransactionEnd.COMMITTED);
    }

    private void publishes(boolean well) {
        unpublished = !well;
        health.ready("publish", well, well ? "" : "the last transaction did not commit; the log has the reason");
    }

    @Override
    public void suspect() {
        metrics.suspect();
    }

    @Override
    public void breaker(@Nullable String reason) {
        metrics.breakerOpen(reason != null);
        health.ready("breaker", reason == null, reason == null ? "" : reason);
    }

    @Override
    public void stalled(@Nullable String state) {
        metrics.stalled(state != null);
        health.ready("intake", state == null, state == null ? "" : state);
    }

    @Override
    public void onFetched(@Nullable String host, FetchOutcome outcome, long bytes, Duration took) {
        switch (outcome) {
            case FOUND -> metrics.assetFetched(bytes, took);
            case CACHED -> metrics.asset(AssetOutcome.CACHED);
            case ABSENT -> metrics.asset(AssetOutcome.MISSING);
            case UNAVAILABLE -> metrics.asset(AssetOutcome.UNAVAILABLE);
            case BLOCKED -> metrics.asset(AssetOutcome.BLOCKED);
        }
    }

    @Override
    public void onRetry(String host) {
        metrics.assetRetry();
    }

    @Override
    public void onBreaker(String host, boolean open) {
        if (open) {
            metrics.originBreaker();
        }
    }
}
