package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.job.RenderJob.Orientation;
import io.pressrun.job.RenderJob.PageSetup;
import io.pressrun.job.RenderJob.PdfOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules in layers and conditions, of which the engine knows little itself, apply when they are for print. */
class PrintStylesTest {
    private static final String RULE = "p::after{content:'yes'}";
    private static final String SHEET = "'data:text/css,p::after%7Bcontent:%22yes%22%7D'";

    private final Rendering rendering = new Rendering();

    @AfterEach
    void stop() {
        rendering.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@layer base{RULE}",
                "@layer base,top;@layer top{RULE}",
                "@layer base{@layer inner{RULE}b{color:red}}",
                "@layer{RULE}",
                "@supports (color: red){RULE}",
                "@supports not (display: grid){RULE}",
                "@media print and (min-width: 100mm){RULE}",
                "@media (min-width:640px){RULE}",
                "@media (width >= 40rem){RULE}",
                "@media not screen{RULE}",
                "@media/**/print{RULE}",
                "@media /* c */ print{RULE}",
                "@media print{@media (color){@supports (color:red){RULE}}}",
                "@media print{RULE}@media screen{p::after{content:'}no'}}",
                "@media screen{a{content:'{'}/*{*/}RULE",
                "@media print{b{color:red}RULE",
                "p{color:red;@media print{color:blue}}RULE",
                "@import SHEET layer(base);",
                "@import SHEET layer(a.b) supports(selector(a:not(b:is(c)))) print and (color);",
                "@import SHEET supports((color: red) and (not (display: grid)));",
                "@import SHEET /* c */;",
                "@import SHEET",
                "@layer a;@import SHEET;",
                "@import 'data:text/css,b{}' screen;@import SHEET print;",
                "<!-- @import SHEET; -->",
                "<!-- RULE -->",
            })
    void ruleForPrint_applies(String css) throws Exception {
        var printed = rendering.print(styled(css));

        assertThat(printed.text()).isEqualTo("x yes");
        assertThat(printed.warningCodes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@media screen{RULE}",
                "@media screen{@layer a{RULE}}",
                "@media /* print */ screen{RULE}",
                "@media print and (max-width: 600px){RULE}",
                "@media not all and (min-width: 768px){RULE}",
                "@media (width < 40rem){RULE}",
                "@supports (display: grid){RULE}",
                "@import SHEET screen;",
                "@import SHEET layer(a) supports(display: flex);",
                "@media screen{a{}}@import SHEET;",
                "@media print{@import SHEET;}",
                "@layer a{}@import SHEET;",
                "@keyframes a{from{color:red}}@media screen{RULE",
            })
    void otherRule_doesNot(String css) throws Exception {
        assertThat(rendering.print(styled(css)).text()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "print and (orientation: landscape) | A4  | LANDSCAPE | yes",
                "print and (orientation: portrait)  | A4  | LANDSCAPE | ''",
                "(min-width: 1000px)                | A3  |           | yes",
                "(min-width: 1000px)                | A4  |           | ''",
                "(max-width: 110mm)                 | A6  | PORTRAIT  | yes",
                "(height > 1000px)                  | A4  | LANDSCAPE | ''",
            })
    void conditions_areJudgedForTheJobsPage(String media, String size, Orientation orientation, String expected)
            throws Exception {
        var page = new PageSetup(size, orientation, null);
        String sheet = "p::after{content:'yes'}";

        String linked = "<link rel=stylesheet media='" + media + "' href=a.css><p>x ";
        assertThat(rendering
                        .print(Rendering.job(
                                linked, page, PdfOptions.DEFAULT, Map.of("a.css", "data:text/css," + sheet), null))
                        .text())
                .isEqualTo(("x " + expected).strip());
        assertThat(rendering
                        .print(Rendering.job(styled("@media " + media + "{RULE}"), page))
                        .text())
                .isEqualTo(("x " + expected).strip());
    }

    @Test
    void sheetAsFrameworksWriteIt_isPrinted() throws Exception {
        var printed = rendering.print("""
                <style>
                /*! frame { v1 */
                @layer theme, base, components, utilities;
                @layer theme { :root { --red: #f00 } }
                @layer base {
                  *, ::before { box-sizing: border-box }
                  @media print { @page { size: 100mm 50mm; margin: 5mm } a { color: black } }
                  @supports (color: color-mix(in lab, red, red)) { h1 { font-size: 10pt } }
                }
                @layer components {
                  .btn { background: #00f; height: 20pt }
                  @media (hover: hover) { .btn { background: #0f0 } }
                }
                @layer utilities {
                  .hide { @media print { display: none } }
                  .print\\:block { @media print { display: block } }
                  .w { width: 50pt; @media (width >= 80rem) { width: 200pt } }
                }
                @media screen { body { display: none } @media (color) { p { color: red } } }
                @media print { .d-print-none { display: none !important } }
                @media only screen and (min-width: 576px) { .container { display: none } }
                </style>
                <h1>Invoice</h1><p class=d-print-none>menu</p><p class="container">Total</p><div class="btn w"></div>
                """);

        assertThat(printed.text()).isEqualTo("Invoice Total");
        assertThat(printed.pages()).isEqualTo(1);
        try (var document = printed.open()) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(282f, 285f);
        }
        assertThat(printed.pixels(0x0000FF)).isBetween(900L, 1_100L);
        assertThat(printed.pixels(0x00FF00)).isZero();
    }

    private static String styled(String css) {
        return "<style>" + css.replace("RULE", RULE).replace("SHEET", SHEET) + "</style><p>x ";
    }
}
