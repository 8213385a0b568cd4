package io.pressrun.chaos;

import io.pressrun.chaos.History.Event;
import io.pressrun.chaos.History.Header;
import io.pressrun.chaos.History.Input;
import io.pressrun.chaos.History.Output;
import io.pressrun.chaos.History.Quiet;
import io.pressrun.chaos.History.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A group of workers with topics of its own, a store, an origin, and those who watch them. */
final class Rig implements AutoCloseable {
    private static final int PARTITIONS = 6;

    private final Setup setup;
    private final BrokerProcess broker;
    private final Topics topics;
    private final ObjectStore store;
    private final Origin origin;
    private final JobStream stream;
    private final JobStream killers;
    private final Journal journal = new Journal();
    private final BrokerView view;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Reader reader;
    private final Map<String, Worker> workers = new HashMap<>();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    /**
     * @param name of the run; topics and group are named after it
     * @param protocol {@code consumer} or {@code classic}
     * @param mutant of the workers; empty: none
     * @param isolation of the concurrent reader
     * @param directory for logs, and for PDFs when the store is a directory
     * @param settings of the workers, over the usual ones
     */
    record Setup(
            String name,
            long seed,
            String protocol,
            boolean directoryStore,
            String mutant,
            String isolation,
            Path directory,
            Map<String, String> settings) {
        Setup {
            settings = Map.copyOf(settings);
        }
    }

    Rig(Setup setup, BrokerProcess broker) throws Exception {
        this.setup = setup;
        this.broker = broker;
        Files.createDirectories(setup.directory());
        topics = Topics.of(setup.name());
        view = new BrokerView(broker.bootstrapServers(), setup.name(), topics);
        view.createTopics(PARTITIONS);
        store = setup.directoryStore()
                ? new ObjectStore.Directory(setup.directory().resolve("pdfs"))
                : new ObjectStore.S3();
        origin = new Origin();
        stream = new JobStream(setup.seed(), setup.name(), origin);
        killers = new JobStream(setup.seed(), setup.name() + "-fault", origin);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        reader = new Reader(broker.bootstrapServers(), setup.isolation(), topics.outputs());
    }

    Journal journal() {
        return journal;
    }

    ObjectStore store() {
        return store;
    }

    BrokerProcess broker() {
        return broker;
    }

    BrokerView view() {
        return view;
    }

    Topics topics() {
        return topics;
    }

    JobStream stream() {
        return stream;
    }

    /** The jobs that are faults, made apart so that those of the stream are always the same. */
    JobStream killers() {
        return killers;
    }

    int results() {
        return reader.count(Topic.RESULTS);
    }

    int submitted() {
        return jobs.size();
    }

    /** The worker of a name that the broker has a listener for. */
    Worker worker(String name) {
        return workers.computeIfAbsent(name, _ -> {
            var environment = environment(name);
            return new Worker(
                    name,
                    () -> Processes.worker(options(), environment),
                    setup.directory().resolve(name + ".log"),
                    journal);
        });
    }

    private List<String> options() {
        Path agent = setup.directory().resolve("agent.jar");
        try {
            if (!Files.exists(agent)) {
                AgentJar.write(agent);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return List.of(
                "-Xmx400m", "-XX:TieredStopAtLevel=1", "-javaagent:" + agent.toAbsolutePath() + "=" + setup.mutant());
    }

    private Map<String, String> environment(String worker) {
        var environment = new HashMap<String, String>();
        environment.put(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + broker.gate(worker).port());
        environment.put("PRESSRUN_WORKER_ID", worker);
        environment.put("PRESSRUN_GROUP_ID", setup.name());
        environment.put("PRESSRUN_GROUP_PROTOCOL", setup.protocol());
        environment.put("PRESSRUN_TOPICS_REQUESTS", topics.requests());
        environment.put("PRESSRUN_TOPICS_RESULTS", topics.results());
        environment.put("PRESSRUN_TOPICS_PDFS", topics.pdfs());
        environment.put("PRESSRUN_TOPICS_DEAD_LETTERS", topics.deadLetters());
        environment.put("PRESSRUN_INTAKE_CREATE_TOPICS", "true");
        environment.put("PRESSRUN_INTAKE_MAX_IN_FLIGHT", "12");
        environment.put("PRESSRUN_INTAKE_TRANSACTION_TIMEOUT", "10s");
        environment.put("PRESSRUN_INTAKE_DRAIN_TIMEOUT", "8s");
        environment.put("PRESSRUN_INTAKE_REVOKE_TIMEOUT", "5s");
        environment.put("PRESSRUN_RETRY_DELAYS", Topics.FIRST_DELAY + ",2s,4s,8s,16s");
        environment.put("PRESSRUN_BREAKER_PAUSE", "2s");
        environment.put("PRESSRUN_RENDER_THREADS", "2");
        environment.put("PRESSRUN_FONTS_SYSTEM", "false");
        environment.put("PRESSRUN_FETCH_ALLOWED_PRIVATE_HOSTS", origin.hostAndPort());
        environment.put("PRESSRUN_ADMIN_ENABLED", "false");
        if (setup.protocol().equals("classic")) {
            environment.put("KAFKA_CONSUMER_SESSION_TIMEOUT_MS", "5000");
            environment.put("KAFKA_CONSUMER_HEARTBEAT_INTERVAL_MS", "1000");
        }
        environment.putAll(store.settings());
        environment.putAll(setup.settings());
        return environment;
    }

    void submit(Job job) {
        jobs.put(job.tag(), job);
        var headers = new RecordHeaders();
        job.headers().forEach(header -> headers.add(header.name(), bytes(header.value())));
        headers.add(Job.TAG_HEADER, bytes(job.tag()));
        var record = new ProducerRecord<>(topics.requests(), null, job.key(), job.value(), headers);
        var _ = producer.send(record, (metadata, error) -> {
            if (error == null) {
                acknowledged.put(job.tag(), System.currentTimeMillis());
            }
        });
    }

    /** Waits until everything accepted is answered and nothing is open any more, or the time is over. */
    Quiet settle(Duration limit) throws InterruptedException {
        producer.flush();
        return view.awaitQuiet(limit);
    }

    /** Ends the workers and looks at what there is. */
    History finish(Quiet quiet) throws Exception {
        for (Worker worker : workers.values()) {
            worker.stop();
        }
        var concurrent = reader.finish();
        var inputs = new ArrayList<Input>();
        Reader.readAll(broker.bootstrapServers(), List.of(topics.requests()), record -> inputs.add(input(record)));
        var last = new ArrayList<Output>();
        var outputs = topics.outputs();
        Reader.readAll(broker.bootstrapServers(), outputs.keySet(), record -> {
            var topic = outputs.get(record.topic());
            if (topic != null) {
                last.add(Reader.output(topic, record));
            }
        });
        var present = inputs.stream().map(Rig::tagOf).collect(Collectors.toSet());
        acknowledged.keySet().stream()
                .filter(tag -> !present.contains(tag))
                .forEach(tag -> journal.note(new Event(
                        System.currentTimeMillis(), "broker", 0, "broken", tag + " was accepted and is gone")));
        return new History(
                setup.name(), inputs, concurrent, last, store.contents(), journal.events(), journal.faults(), quiet);
    }

    private static String tagOf(Input input) {
        return tagOf(input.headers());
    }

    private static String tagOf(List<Header> headers) {
        return headers.getLast().text();
    }

    private Input input(ConsumerRecord<byte[], byte[]> record) {
        var headers = Reader.headers(record);
        String tag = tagOf(headers);
        var job = jobs.get(tag);
        if (job == null) {
            throw new IllegalStateException("nobody submitted " + tag);
        }
        return new Input(
                record.topic(),
                record.partition(),
                record.offset(),
                job.kind(),
                job.id(),
                job.nonce(),
                job.pages(),
                job.to(),
                Reader.latin(record.key()),
                headers,
                Hashes.sha256(record.value()),
                acknowledged.getOrDefault(tag, record.timestamp()),
                acknowledged.containsKey(tag));
    }

    /** @param latin a character for each byte */
    private static byte @Nullable [] bytes(@Nullable String latin) {
        return latin == null ? null : latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws Exception {
        workers.values().forEach(Worker::close);
        producer.close(Duration.ofSeconds(5));
        reader.close();
        view.close();
        store.close();
        origin.close();
    }
}
