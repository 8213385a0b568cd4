package io.pressrun.chaos;

import io.pressrun.chaos.agent.ChaosAgent;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;

/** The agent as a file that {@code -javaagent} takes. */
final class AgentJar {
    private AgentJar() {}

    static Path write(Path file) throws IOException {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", ChaosAgent.class.getName());
        main.putValue("Class-Path", home(ByteBuddy.class).toString());
        Path root = Path.of(home(ChaosAgent.class));
        Path classes = root.resolve(ChaosAgent.class.getPackageName().replace('.', '/'));
        Files.createDirectories(file.resolveSibling(""));
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var files = Files.list(classes)) {
            for (Path found : files.toList()) {
                jar.putNextEntry(new JarEntry(root.relativize(found).toString().replace('\\', '/')));
                Files.copy(found, jar);
                jar.closeEntry();
            }
        }
        return file.toAbsolutePath();
    }

    private static URI home(Class<?> type) {
        try {
            return type.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
