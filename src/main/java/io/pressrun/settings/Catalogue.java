package io.pressrun.settings;

import io.pressrun.fetch.FetchSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting there is, in the order of the documentation. */
final class Catalogue {
    final IntakeSection intake = new IntakeSection();
    final PipelineSection pipeline = new PipelineSection();
    final FetchSection fetch = new FetchSection();
    final DeliverySection delivery = new DeliverySection();
    final ProcessSection process = new ProcessSection();

    List<Group> groups() {
        return Stream.of(intake.groups(), pipeline.groups(), fetch.groups(), delivery.groups(), process.groups())
                .flatMap(List::stream)
                .toList();
    }

    List<Setting<?>> settings() {
        return groups().stream().flatMap(group -> group.settings().stream()).toList();
    }

    /** What stands for each key that nobody sets. */
    Map<String, String> defaults() {
        return settings().stream().collect(Collectors.toMap(Setting::key, Setting::byDefault));
    }

    /** Reads all of them; what is wrong is gathered by the reader. */
    PressrunSettings read(SettingsReader from, KafkaSettings kafka) {
        // Also those that others make superfluous.
        settings().forEach(from::optional);
        FetchSettings fetched = fetch.read(from);
        DeliverySettings delivered = delivery.read(from);
        PressrunSettings.Kafka clients = kafka.settings();
        PipelineSettings printing = pipeline.read(from, fetched, from.value(delivery.outputMaxPdfSize));
        return new PressrunSettings(
                intake.read(
                        from,
                        clients,
                        delivered.maxRecordBytes(),
                        printing.press().untilOneEnds()),
                printing,
                delivered,
                process.read(from, from.value(intake.intakeCreateTopics)),
                clients,
                new EffectiveSettings(
                        kafka.notes(),
                        Stream.concat(settings().stream().map(from::describe), kafka.describe().stream())
                                .sorted()
                                .toList()));
    }
}
