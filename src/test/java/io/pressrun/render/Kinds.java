package io.pressrun.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The fixtures: one small file of each kind. */
public final class Kinds {
    private static final Path FILES = Path.of("src/test/resources/io/pressrun/render/kinds");

    private Kinds() {}

    public static byte[] file(String name) {
        try {
            return Files.readAllBytes(FILES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
