package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pressrun.job.FailureCode;
import io.pressrun.job.RenderJob.Orientation;
import io.pressrun.job.RenderJob.PageSetup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobPageTest {
    private static Rendering rendering;

    @BeforeAll
    static void start() {
        rendering = new Rendering();
    }

    @AfterAll
    static void stop() {
        rendering.close();
    }

    private static void assertSize(String html, PageSetup page, double width, double height) throws Exception {
        try (var document = rendering.print(Rendering.job(html, page)).open()) {
            var box = document.getPage(0).getMediaBox();
            assertThat(box.getWidth() * 25.4 / 72).isCloseTo(width, within(0.3));
            assertThat(box.getHeight() * 25.4 / 72).isCloseTo(height, within(0.3));
        }
    }

    private static @Nullable Orientation orientation(String name) {
        return name.equals("-") ? null : Orientation.valueOf(name);
    }

    @ParameterizedTest
    @CsvSource({
        "A4, -, 210, 297",
        "a4, LANDSCAPE, 297, 210",
        "A3, PORTRAIT, 297, 420",
        "A5, -, 148, 210",
        "A6, -, 105, 148",
        "a6, LANDSCAPE, 148, 105",
        "B4, -, 250, 353",
        "B5, -, 176, 250",
        "JIS-B4, -, 257, 364",
        "jis-b5, LANDSCAPE, 257, 182",
        "Letter, -, 215.9, 279.4",
        "LEGAL, -, 215.9, 355.6",
        "ledger, -, 279.4, 431.8",
        "Tabloid, LANDSCAPE, 431.8, 279.4",
        "100mm 50mm, -, 100, 50",
        "100mm 50mm, PORTRAIT, 50, 100",
        "100mm 50mm, LANDSCAPE, 100, 50",
        "10cm, -, 100, 100",
        "400Q 800Q, -, 100, 200",
        "72pt 144PT, -, 25.4, 50.8",
        "6pc 12pc, -, 25.4, 50.8",
        "96px 1in, -, 25.4, 25.4"
    })
    void sizeOfTheJob_isTakenInAnyCase(String size, String orientation, double width, double height) throws Exception {
        assertSize("<p>x</p>", new PageSetup(size, orientation(orientation), "1mm"), width, height);
    }

    @Test
    void withoutAnything_thePageIsA4() throws Exception {
        assertSize("<p>x</p>", PageSetup.DEFAULT, 210, 297);
    }

    @Test
    void sizeOfTheDocument_isTaken() throws Exception {
        assertSize("<style>@page{size:A5 landscape}</style><p>x</p>", PageSetup.DEFAULT, 210, 148);
    }

    @Test
    void sizeOfTheJob_winsOverTheDocuments() throws Exception {
        assertSize(
                "<style>@page{size:A5 landscape}</style><body><style>@page{size:A3}</style><p>x</p>",
                new PageSetup("A6", null, null),
                105,
                148);
    }

    @Test
    void orientationAlone_turnsA4() throws Exception {
        assertSize("<p>x</p>", new PageSetup(null, Orientation.LANDSCAPE, null), 297, 210);
    }

    @Test
    void marginOfTheJob_winsOverTheDocuments() throws Exception {
        String html =
                "<style>@page{margin:70mm} body{margin:0} div{background:red;width:100%;height:100px}</style><div></div>";
        var narrow = rendering.print(Rendering.job(html, new PageSetup(null, null, "0 10mm")));
        var wide = rendering.print(html);

        assertThat(narrow.pixels(0xFF0000)).isGreaterThan(wide.pixels(0xFF0000) * 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@page{margin:200mm}",
                "@page{margin:0 300mm}",
                "@page{size:2px}",
                "@page{size:0}",
                "@page{size:10mm;margin:20mm}"
            })
    void pagesWithoutRoom_areRefused(String style) {
        assertThat(rendering.failureOf("<style>" + style + "</style><p>text</p>"))
                .isEqualTo(FailureCode.RENDER_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@page{size:1e9px}", "@page{margin:-50mm}"})
    void pagesThatCannotBe_areThoseOfTheDefault(String style) throws Exception {
        String html = "<style>" + style + "</style><p>text</p>";
        assertSize(html, PageSetup.DEFAULT, 210, 297);
        assertThat(rendering.print(html).text()).contains("text");
    }
}
