package io.pressrun.cli;

import io.pressrun.cli.console.CommandFailedException;
import io.pressrun.cli.console.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents that come with Pressrun: {@code NAME/NAME.html}, with the rest of the job in {@code NAME/job.json}. */
record Examples(String name, Path html, Path job) {
    static List<Examples> in(Path directory) throws IOException {
        try (var folders = Files.list(directory)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> {
                        String name = folder.getFileName().toString();
                        return new Examples(name, folder.resolve(name + ".html"), folder.resolve("job.json"));
                    })
                    .filter(example -> Files.isRegularFile(example.html()))
                    .toList();
        }
    }

    /** @param chosen on the command line, or {@code null} for those beside the jars */
    static Path directory(@Nullable Path chosen) throws CommandFailedException {
        if (chosen != null) {
            if (!Files.isDirectory(chosen)) {
                throw new CommandFailedException(ExitCode.USAGE, chosen + ": there is no such folder.");
            }
            return chosen;
        }
        try {
            Path jar = Path.of(Examples.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = jar.getParent(); folder != null; folder = folder.getParent()) {
                if (Files.isDirectory(folder.resolve("examples"))) {
                    return folder.resolve("examples");
                }
            }
        } catch (URISyntaxException e) {
            // Not loaded from a file: there is no folder beside it.
            throw new CommandFailedException(ExitCode.USAGE, "Say with --examples where the examples are.");
        }
        throw new CommandFailedException(ExitCode.USAGE, "Say with --examples where the examples are.");
    }
}
