package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import io.pressrun.document.HtmlText;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.RenderJob;
import io.pressrun.job.RenderJob.Source;
import io.pressrun.job.Sha256;
import io.pressrun.job.json.JobCodec;
import io.pressrun.settings.PipelineSettings;
import io.pressrun.settings.PressrunSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The maker of jobs from what a user names on the command line: a file, an address, or {@code -} for standard input. */
final class JobSource {
    private final JobCodec codec;
    private final byte @Nullable [] options;
    private final PipelineSettings limits;

    /** @param options a job's JSON without its source, or {@code null} */
    JobSource(JobCodec codec, @Nullable Path options, PressrunSettings settings) throws IOException {
        this.codec = codec;
        this.options = options == null ? null : Files.readAllBytes(options);
        this.limits = settings.pipeline();
    }

    /** @throws CommandFailedException when it cannot be read or is no job */
    RenderJob of(DocumentName name) throws IOException, CommandFailedException {
        try {
            if (name.isUrl()) {
                return job(new Source.Url(new URI(name.text())), Map.of(), name.stem());
            }
            if (name.isStandardInput()) {
                return job(
                        new Source.Html(
                                HtmlText.decode(System.in.readAllBytes(), null).text()),
                        Map.of(),
                        name.stem());
            }
            Path file = Path.of(name.text());
            if (Files.isDirectory(file)) {
                throw new CommandFailedException(ExitCode.USAGE, name.text() + ": this is a folder, not a document.");
            }
            String html = HtmlText.decode(Files.readAllBytes(file), null).text();
            Path folder = file.toAbsolutePath().resolveSibling("");
            return job(new Source.Html(html), LocalFiles.namedBy(html, folder, limits), name.stem());
        } catch (JobFailedException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, name.text() + ": " + e.getMessage() + " (" + e.code() + ")");
        } catch (URISyntaxException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, name.text() + ": this is no address: " + e.getReason() + ".");
        }
    }

    private RenderJob job(Source source, Map<String, String> assets, String stem) throws JobFailedException {
        RenderJob draft = codec.decodeTemplate(options, source, assets, stem);
        // The same document gets the same id, so that printing it twice gives one PDF.
        return options != null && !draft.id().equals(stem)
                ? draft
                : codec.decodeTemplate(options, source, assets, stem + "-" + digest(codec.encode(draft)));
    }

    private static String digest(byte[] bytes) {
        return Sha256.hex(bytes).substring(0, 8);
    }
}
