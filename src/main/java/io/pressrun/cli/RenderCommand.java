package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.cli.console.SettingsOptions;
import io.pressrun.deliver.MemoryStore;
import io.pressrun.fetch.FetchListener;
import io.pressrun.fetch.ObjectReader;
import io.pressrun.job.Outcome;
import io.pressrun.job.Warning;
import io.pressrun.job.json.JobCodec;
import io.pressrun.observe.Logging;
import io.pressrun.press.Outputs;
import io.pressrun.settings.PressrunSettings;
import io.pressrun.worker.Pipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "render",
        description = {
            "Prints one document without Kafka, by the very pipeline that a worker runs.",
            "",
            "The files that a local document names below its own folder are taken along; nothing above it is read."
        },
        mixinStandardHelpOptions = true,
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pressrun render invoice.html                      makes invoice.pdf",
            "  pressrun render invoice.html --job job.json       with options of a job",
            "  pressrun render invoice.html -o - | lp            to standard output",
            "  pressrun render https://shop.example/i/7 -o 7.pdf",
            "  pressrun render page.html --allow-host localhost:3000"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what is annotated
final class RenderCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|URL|-", description = "The document; - reads it from standard input.")
    private String source;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PDF",
            description = "A file, a folder, or - for standard output. Default: the document's name with .pdf.")
    private @Nullable String output;

    @Option(
            names = "--job",
            paramLabel = "JSON",
            description = "A file with a job's JSON; its source is replaced by the document.")
    private @Nullable Path job;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST:PORT",
            description = "A private address that the document may fetch from. May be given often.")
    private List<String> allowedHosts = List.of();

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, String> overrides = allowedHosts.isEmpty()
                ? Map.of()
                : Map.of("pressrun.fetch.allowed-private-hosts", String.join(",", allowedHosts));
        PressrunSettings settings = options.load(overrides);
        Logging.forCommand(SettingsOptions.logLevel(settings, Level.ERROR));
        var job = new JobSource(new JobCodec(), this.job, settings).of(new DocumentName(source));
        var store = new MemoryStore();
        var outputs = new Outputs(store, store, false);
        try (var pipeline = Pipeline.open(settings.pipeline(), outputs, ObjectReader.none(), FetchListener.NONE)) {
            return report(
                    pipeline.press().print(job).outcome(),
                    store,
                    spec.commandLine().getErr());
        }
    }

    private int report(Outcome outcome, MemoryStore store, PrintWriter err) throws IOException, CommandFailedException {
        return switch (outcome) {
            case Outcome.Printed printed -> {
                printWarnings(printed.warnings(), err);
                String where = write(store.bytes());
                err.println(where + ": " + extent(printed));
                yield ExitCode.OK;
            }
            case Outcome.Failed failed -> {
                printWarnings(failed.warnings(), err);
                throw new CommandFailedException(
                        ExitCode.FAILED, source + ": " + failed.message() + " (" + failed.code() + ")");
            }
            case Outcome.RetryLater later ->
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        source + ": " + later.message() + " (" + later.code() + ", it may pass later)");
            case Outcome.Interrupted _ -> throw new CommandFailedException(ExitCode.FAILED, "Interrupted.");
        };
    }

    static void printWarnings(List<Warning> warnings, PrintWriter err) {
        for (Warning warning : warnings) {
            err.println("warning " + warning.code() + ": " + warning.message()
                    + (warning.subject() == null ? "" : " (" + warning.subject() + ")"));
        }
    }

    static String extent(Outcome.Printed printed) {
        return printed.receipt().pages() + (printed.receipt().pages() == 1 ? " page, " : " pages, ")
                + printed.receipt().bytes() + " bytes";
    }

    private String write(byte[] pdf) throws IOException {
        if ("-".equals(output)) {
            System.out.write(pdf);
            System.out.flush();
            return "standard output";
        }
        Path named = Path.of(output == null ? "" : output);
        Path file = output == null || Files.isDirectory(named)
                ? named.resolve(new DocumentName(source).stem() + ".pdf")
                : named;
        PdfFiles.write(file, pdf);
        return file.toString();
    }
}
