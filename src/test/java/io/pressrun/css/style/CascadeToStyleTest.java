package io.pressrun.css.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.Documents;
import io.pressrun.css.cascade.DocumentStyles;
import io.pressrun.css.cascade.Origin;
import io.pressrun.css.cascade.Source;
import io.pressrun.css.cascade.StyleSet;
import io.pressrun.css.cascade.StyleSheetRules;
import io.pressrun.css.condition.ContainerQuery;
import io.pressrun.css.condition.MediaEnvironment;
import io.pressrun.css.selector.DocumentIndex;
import io.pressrun.css.selector.PseudoElement;
import io.pressrun.css.syntax.ComponentValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** From stylesheets and a document to computed styles. */
class CascadeToStyleTest {
    private static final ContainerQuery.Container UNKNOWN = new ContainerQuery.Container() {
        @Override
        public ContainerQuery.@Nullable Size size(@Nullable String name) {
            return null;
        }

        @Override
        public @Nullable List<ComponentValue> customProperty(@Nullable String name, String property) {
            return null;
        }
    };

    private final Winners winners = new Winners();
    private final StyleComputer computer = new StyleComputer(Styles.VIEWPORT);

    /** A document with one stylesheet. */
    private final class Page {
        private final Document document;
        private final DocumentStyles styles;

        Page(String css, String body, boolean quirks) {
            PaperSyntax syntax = new PaperSyntax(quirks);
            document = Documents.html(body);
            StyleSet set = new StyleSet(syntax, new MediaEnvironment(794, 1123), (_, _) -> null);
            set.add(Origin.AUTHOR, StyleSheetRules.compile(css, syntax), new Source.Sheet("a", "a"), null);
            styles = new DocumentStyles(
                    set, DocumentIndex.of(document, quirks), new Source.Sheet("d", "d"), _ -> "", _ -> UNKNOWN);
        }

        Element element(String id) {
            return Documents.byId(document, id);
        }

        ComputedStyle style(Element element) {
            Node parent = element.getParentNode();
            ComputedStyle above = parent instanceof Element upper ? style(upper) : null;
            return computer.compute(winners.of(styles.of(element).own()), above, element::getAttribute);
        }

        String text(String id, String property) {
            return Styles.text(style(element(id)), property);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    p { width: 5px } ~ width ~ 5px
                    :root { --w: 5px } p { width: var(--w) } ~ width ~ 5px
                    p { margin: 1px } #p { margin-left: 5px } ~ margin-left ~ 5px
                    p#p { margin: 5px } p { margin-left: 1px } ~ margin-left ~ 5px
                    p { margin-inline-start: 1px } #p { margin-left: 5px } ~ margin-left ~ 5px
                    p { margin-left: 1px } #p { margin-inline-start: 5px } ~ margin-left ~ 5px
                    p#p { margin-inline-start: 5px } p { margin-left: 1px } ~ margin-left ~ 5px
                    p { width: 5px; width: foo; width: -1px } ~ width ~ 5px
                    p { width: 5px } p { width: inherit; width: revert } ~ width ~ auto
                    p { width: 5px !important } #p { width: 1px } ~ width ~ 5px
                    p { width: calc(1px + 1em); font-size: 4px } ~ width ~ 5px
                    body { width: 5px } p { width: inherit } ~ width ~ 5px
                    @supports (display: grid) and (not (display: foo)) { p { width: 5px } } ~ width ~ 5px
                    @layer a { #p { width: 1px } } p { width: 5px } ~ width ~ 5px
                    p#p { width: 1px; height: 5px } p { all: unset !important; height: 5px !important } ~ height ~ 5px
                    p { --x: 1px; --x: var(x); width: var(--x, 5px) } ~ width ~ 1px
                    """)
    void aRule_setsTheStyle(String css, String property, String expected) {
        Page page = new Page(css, "<p id=p>text", false);
        assertThat(page.text("p", property)).isEqualTo(expected);
    }

    @Test
    void aStyleAttribute_isReadWithItsVariablesAndAttributes() {
        Page page = new Page(
                "p { --w: 1px; width: var(--w) } q { width: attr(data-w px) }",
                "<p id=p style='--w: 5px'>text</p><q id=q data-w=7></q>",
                false);
        assertThat(page.text("p", "width")).isEqualTo("5px");
        assertThat(page.text("q", "width")).isEqualTo("7px");
    }

    @Test
    void elementsAlike_shareTheirStyle() {
        Page page = new Page("p { --x: 1px; margin: var(--x) }", "<div><p id=a></p><p id=b></p></div>", false);
        assertThat(page.style(page.element("a"))).isSameAs(page.style(page.element("b")));
    }

    @Test
    void contentOfPseudoElements_isSeenByTheCascade() {
        Page page = new Page(
                "p::before { content: none } p::after { content: var(--c) } q::before { content: 'x' }",
                "<p id=p></p><q id=q></q>",
                false);
        assertThat(page.styles.of(page.element("p")).pseudoElements()).containsOnlyKeys(PseudoElement.AFTER);
        assertThat(page.styles.of(page.element("q")).pseudoElements()).containsOnlyKeys(PseudoElement.BEFORE);
    }

    @Test
    void quirksMode_readsLengthsWithoutUnits() {
        assertThat(new Page("p { width: 5 }", "<p id=p>", true).text("p", "width"))
                .isEqualTo("5px");
        assertThat(new Page("p { width: 5 }", "<p id=p>", false).text("p", "width"))
                .isEqualTo("auto");
    }
}
