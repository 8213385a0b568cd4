package io.pressrun.document;

import static io.pressrun.document.Documents.all;
import static io.pressrun.document.Documents.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.job.FailureCode;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableSpansTest {
    @ParameterizedTest
    @CsvSource({
        "1000000000, 1000",
        "99999999999999999999, 1000",
        "1000, 1000",
        "'+3; x', 3",
        "0, 1",
        "007, 7",
        "-2, ''",
        "x, ''",
    })
    void colspan_staysWithinTheBoundsOfHtml(String value, String expected) throws JobFailedException {
        assertThat(spans("<table><tr><td colspan='" + value + "'>a<td>b", "colspan")
                        .getFirst())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 3", "0, 3", "2, 2", "-1, ''", "4, 3"})
    void rowspan_endsWithItsSection(String value, String expected) throws JobFailedException {
        String html =
                "<table><thead><tr><th>h</thead><tr><td rowspan='" + value + "'>a<tr><tr><tfoot><tr><td>f</table>";

        assertThat(spans(html, "rowspan").getFirst()).isEqualTo(expected);
    }

    @Test
    void colspan_ofALastCell_addsNoColumns() throws JobFailedException {
        String html = "<table><tr><td colspan=100>title<tr><td>a<td>b<td>c<tr><td>a<td colspan=99>b</table>";

        assertThat(spans(html, "colspan")).containsExactly("3", "", "", "", "", "2");
    }

    @Test
    void colspan_ofALastCell_keepsTheColumnsThatOthersDeclare() throws JobFailedException {
        assertThat(spans("<table><col span=4><tr><td colspan=9>a</table>", "colspan"))
                .containsExactly("4");
        assertThat(spans("<table><tr><td rowspan=2 colspan=2>a<td colspan=2>b<tr><td>c<td>d<td>e</table>", "colspan"))
                .containsExactly("2", "2", "", "", "");
    }

    @Test
    void spans_outsideOfTables_areOne() throws JobFailedException {
        assertThat(spans("<math><td colspan=1000000000 rowspan=1000000000>x</math>", "colspan"))
                .containsExactly("1");
    }

    @Test
    void columnSpans_addUpToNoMoreThanTheBound() throws JobFailedException {
        ParsedDocument document = parse("<table><col span=700><col span=700><colgroup span=700></table>");

        assertThat(all(document, "col").stream().map(col -> col.getAttribute("span")))
                .containsExactly("700", "300");
    }

    @Test
    void reducedSpans_areOneWarning() throws JobFailedException {
        List<Warning> warnings =
                parse("<table><tr><td colspan=5000 rowspan=7>a<td>b</table>").warnings();

        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("SPAN_REDUCED");
            assertThat(warning.message()).contains("2 reduced, first colspan=\"5000\" to 1000");
        });
    }

    @Test
    void ordinarySpans_areNoWarning() throws JobFailedException {
        assertThat(parse("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c</table>")
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<td>", "<td rowspan=0>"})
    void aGridOfTooManyCells_isRefused(String cell) {
        String html = "<table>" + ("<tr>" + cell).repeat(30_000) + "<tr>" + "<td>".repeat(30_000);

        assertThatThrownBy(() -> parse(html))
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.DOCUMENT_REFUSED))
                .hasMessageContaining("A table has 30001 rows");
    }

    private static List<String> spans(String html, String attribute) throws JobFailedException {
        ParsedDocument document = parse(html);
        return all(document, "td").stream()
                .map(cell -> cell.getAttribute(attribute))
                .toList();
    }
}
