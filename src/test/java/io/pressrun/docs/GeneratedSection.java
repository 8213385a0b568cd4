package io.pressrun.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page between {@code <!-- name -->} and {@code <!-- /name -->}, which is written by code. */
public record GeneratedSection(Path page, String name) {
    /** Fails when the page differs from the code; with {@code -Dpressrun.docs.write=true} the page is written first. */
    public void assertHolds(String markdown) throws IOException {
        String text = Files.readString(page);
        String begin = "<!-- " + name + " -->";
        String end = "<!-- /" + name + " -->";
        assertThat(text).containsOnlyOnce(begin).containsOnlyOnce(end);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        String wanted = text.substring(0, from) + "\n\n" + markdown.strip() + "\n\n" + text.substring(to);
        if (Boolean.getBoolean("pressrun.docs.write")) {
            Files.writeString(page, wanted);
        }
        assertThat(Files.readString(page))
                .as("%s is older than the code: run mvn test -Dtest='*TableTest' -Dpressrun.docs.write=true", page)
                .isEqualTo(wanted);
    }
}
