package io.pressrun.render;

import io.pressrun.fetch.Asset;
import io.pressrun.fuzz.FuzzTarget;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** A font from a stranger is unpacked within the limit, or refused with the exception that the unpackers declare. */
public final class FontFuzz implements FuzzTarget {
    private static final int LIMIT = 1 << 20;
    private static final URI NAME = URI.create("https://cdn.example/a.woff2");

    @Override
    public String name() {
        return "font";
    }

    @Override
    public void run(byte[] input) {
        if (!WebFonts.isFont(input)) {
            return;
        }
        try {
            byte[] font = input[3] == 'F' ? Woff.unpack(input, LIMIT) : Woff2.unpack(input, LIMIT);
            // The tables, and what a file adds to each of them.
            if (font.length > LIMIT + input.length) {
                throw new AssertionError(font.length + " bytes of " + input.length);
            }
            var _ = new WebFonts(LIMIT).usable(new Asset.Found(NAME, NAME, input, null), null, warning -> {});
        } catch (IOException e) {
            // Damaged, or too long.
        }
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of("test.woff", "test.woff2", "plain.woff2", "metrics.woff2", "cff.woff2")
                .map(Kinds::file)
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of("wOFF", "wOF2", "OTTO", "glyf", "loca", "hmtx", "head", "hhea", "maxp", "cmap", "CFF ");
    }

    @Override
    public int maxLength() {
        return 65_536;
    }
}
