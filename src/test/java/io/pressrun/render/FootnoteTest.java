package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.JobFailedException;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootnoteTest {
    private static final String STYLE =
            "<style>.fn{float:footnote;counter-increment:footnote} .fn::footnote-call{content:'[' counter(footnote) ']'}"
                    + ".fn::footnote-marker{content:counter(footnote) '. '} @page{@footnote{border-top:1px solid black}}</style>";

    private static Rendering rendering;

    @BeforeAll
    static void start() {
        rendering = new Rendering();
    }

    @AfterAll
    static void stop() {
        rendering.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Some text<span class=fn>The note.</span> goes on.</p>",
                "<p>Some text<span class=fn><b>The note.</b></span> goes on.</p>",
                "<p>Some text<em><a class=fn>The note.</a></em> goes on.</p>",
                "<p>Some text<span class=fn style='color:red'>The note.</span> goes on.</p>",
                "<div>Some text<div class=fn>The note.</div> goes on.</div>",
                "<table><tr><td>Some text<span class=fn>The note.</span> goes on.</td></tr></table>",
                "<ul><li>Some text<span class=fn>The note.</span> goes on.</li></ul>"
            })
    void footnote_isPrintedBelowTheText(String html) throws JobFailedException, IOException {
        String text = rendering.print(STYLE + html + "<p>Last line.</p>").text();

        assertThat(text).contains("Some text", "[1]", "goes on.", "The note.");
        assertThat(text.indexOf("The note.")).isGreaterThan(text.indexOf("Last line."));
    }

    @Test
    void severalFootnotes_areAllPrinted() throws JobFailedException, IOException {
        String text = rendering
                .print(STYLE + "<p>One<span class=fn>first</span> two<span class=fn>second</span></p>")
                .text();

        assertThat(text).contains("first", "second");
    }

    @Test
    void hebrewFootnote_keepsItsOrder() throws JobFailedException, IOException {
        String html = "<p>Text<span class=fn>\u05e9\u05dc\u05d5\u05dd abc</span></p>";

        assertThat(rendering.print(STYLE + html).text()).contains("\u05e9\u05dc\u05d5\u05dd", "abc");
    }
}
