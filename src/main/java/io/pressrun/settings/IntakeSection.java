package io.pressrun.settings;

import io.pressrun.intake.IntakeSettings;
import io.pressrun.intake.IntakeSettings.BreakerSettings;
import io.pressrun.intake.IntakeSettings.Clients;
import io.pressrun.intake.IntakeSettings.InFlight;
import io.pressrun.intake.IntakeSettings.Member;
import io.pressrun.intake.IntakeSettings.Times;
import io.pressrun.intake.duplicates.DuplicateSettings;
import io.pressrun.intake.topic.Topics;
import io.pressrun.settings.PressrunSettings.Kafka;
import java.time.Duration;
import java.util.List;

/** How a worker takes part in Kafka: topics, group, pace, retries. */
final class IntakeSection {
    private static final String NAME = "[A-Za-z0-9._-]{1,200}";
    private static final String NAME_ALLOWED = "1 to 200 letters, digits, dots, underscores and hyphens";

    private final Group topics = new Group("Topics");
    final Setting<String> topicsRequests =
            topics.setting("topics.requests", "render-requests", Kind.topic(), "Topic that jobs are read from.");
    final Setting<String> topicsResults = topics.setting(
            "topics.results", "render-results", Kind.topic(), "Topic that the result of every job is written to.");
    final Setting<String> topicsPdfs = topics.setting(
            "topics.pdfs", "render-pdfs", Kind.topic(), "Topic that PDFs are written to when the output is the topic.");
    final Setting<String> topicsDeadLetters = topics.setting(
            "topics.dead-letters",
            "dlq.${pressrun.topics.requests}",
            Kind.topic(),
            "Topic for jobs that failed for good.");
    final Setting<String> topicsPrinted = topics.setting(
            "topics.printed",
            "${pressrun.topics.requests}.printed",
            Kind.topic(),
            "Topic that remembers printed jobs by their ids, while `pressrun.duplicates.window` is "
                    + "not 0. It has as many partitions as the request topic.");

    private final Group member = new Group("Worker and consumer group");
    private final Setting<String> workerId = member.setting(
            "worker.id",
            "",
            Kind.text(NAME, NAME_ALLOWED),
            "Name of this worker in results and logs; the host name when empty. Two workers of one "
                    + "group must not share it.");
    private final Setting<String> groupId =
            member.setting("group.id", "pressrun", Kind.text(NAME, NAME_ALLOWED), "Consumer group of the workers.");
    final Setting<GroupProtocol> groupProtocol = member.setting(
            "group.protocol",
            "consumer",
            Kind.choice(GroupProtocol.class),
            "Group protocol: `consumer` (KIP-848, brokers from 4.0) or `classic`.");

    private final Group intake = new Group("Intake");
    private final Setting<Integer> intakeMaxInFlight = intake.setting(
            "intake.max-in-flight",
            "64",
            Kind.integer(1, 100_000),
            "Jobs that the worker prints at a time; while so many are under way, partitions are " + "paused.");
    final Setting<Long> intakeMaxInFlightSize = intake.setting(
            "intake.max-in-flight-size",
            "256MiB",
            Kind.size("1MiB", "1024GiB"),
            "Bytes of the records of jobs that are under way and of what waits to be published; "
                    + "beyond it, partitions are paused. Assets are not counted: each job adds up to "
                    + "`pressrun.fetch.max-job-size` of them.");
    final Setting<Duration> intakePublishInterval = intake.setting(
            "intake.publish-interval",
            "50ms",
            Kind.duration("0ms", "10s"),
            "How long finished jobs are gathered before one transaction publishes them.");
    private final Setting<Duration> intakeDrainTimeout = intake.setting(
            "intake.drain-timeout",
            "25s",
            Kind.duration("0s", "1h"),
            "How long a stopping worker finishes what it holds before it hands the rest back.");
    final Setting<Duration> intakeRevokeTimeout = intake.setting(
            "intake.revoke-timeout",
            "10s",
            Kind.duration("0s", "1h"),
            "How long a worker finishes the jobs of partitions that another worker takes over.");
    final Setting<Boolean> intakeCreateTopics = intake.setting(
            "intake.create-topics", "false", Kind.flag(), "Whether missing topics are created at start.");
    private final Setting<String> intakeTransactionalId = intake.setting(
            "intake.transactional-id",
            "${pressrun.group.id}-${pressrun.worker.id}",
            Kind.text("\\S{1,400}", "1 to 400 characters without spaces"),
            "Transactional id of the producer: stable for a worker, different for every worker.");
    final Setting<Duration> intakeTransactionTimeout = intake.setting(
            "intake.transaction-timeout",
            "15s",
            Kind.duration("1s", "15m"),
            "After how long the broker aborts a transaction that a dead worker left open.");
    private final Setting<Duration> intakeStallTimeout = intake.setting(
            "intake.stall-timeout",
            "2m",
            Kind.duration("1s", "24h"),
            "How long nothing may move, though it should, before the worker is not ready: no job is "
                    + "started though there is room, or none ends. At least twice `pressrun.job.timeout`.");

    private final Group retries = new Group("Retries");
    final Setting<List<Duration>> retryDelays = retries.setting(
            "retry.delays",
            "10s,1m,10m",
            Kind.list(Kind.duration("100ms", "24h")),
            "How long a job that failed for a passing reason waits before each further attempt, "
                    + "separated by commas; empty means no retries. Each delay has a topic: `render-"
                    + "requests.retry.10s`. Jobs on the topics of delays that were set before are taken, too.");

    private final Group duplicates = new Group("Duplicates");
    final Setting<Duration> duplicatesWindow = duplicates.setting(
            "duplicates.window",
            "0s",
            Kind.duration("0s", "365d"),
            "How long the id of a printed job is remembered: another job with it is answered with the"
                    + " first result and not printed again; 0 means that every job is printed.");

    private final Group breaker = new Group("Breaker");
    private final Setting<Integer> breakerFailureRate = breaker.setting(
            "breaker.failure-rate",
            "50",
            Kind.integer(0, 100),
            "Percentage of the last jobs that must fail because the store or Pressrun itself is "
                    + "broken for the worker to pause; 0 turns it off.");
    private final Setting<Integer> breakerWindow = breaker.setting(
            "breaker.window", "20", Kind.integer(1, 10_000), "How many of the last jobs are looked at.");
    private final Setting<Duration> breakerPause = breaker.setting(
            "breaker.pause",
            "30s",
            Kind.duration("100ms", "1h"),
            "How long no job is started then, before a few are tried.");

    List<Group> groups() {
        return List.of(topics, member, intake, retries, duplicates, breaker);
    }

    /**
     * @param maxRecordBytes of one record on the topics of jobs and of PDFs
     * @param longestJob what a job may take without being a stall
     */
    IntakeSettings read(SettingsReader from, Kafka kafka, int maxRecordBytes, Duration longestJob) {
        return new IntakeSettings(
                new Topics(
                        from.value(topicsRequests),
                        from.value(topicsResults),
                        from.value(topicsPdfs),
                        from.value(topicsDeadLetters)),
                new Member(
                        from.value(groupId),
                        from.value(groupProtocol) == GroupProtocol.CLASSIC,
                        from.value(workerId),
                        from.value(intakeTransactionalId)),
                new InFlight(
                        from.value(intakeMaxInFlight),
                        from.value(intakeMaxInFlightSize),
                        new BreakerSettings(
                                from.value(breakerFailureRate), from.value(breakerWindow), from.value(breakerPause))),
                new Times(
                        from.value(intakePublishInterval),
                        from.value(intakeDrainTimeout),
                        from.value(intakeRevokeTimeout),
                        from.value(intakeTransactionTimeout),
                        longer(from.value(intakeStallTimeout), longestJob)),
                from.list(retryDelays),
                new DuplicateSettings(from.value(duplicatesWindow), from.value(topicsPrinted)),
                new Clients(kafka.consumerProperties(), kafka.producerProperties(), maxRecordBytes));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
