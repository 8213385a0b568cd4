package io.pressrun.css.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.Documents;
import io.pressrun.css.syntax.Values;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class MatchingCostTest {
    private static SelectorList parse(String selector, Nesting nesting) {
        return SelectorParser.parse(Values.of(selector), Namespaces.NONE, nesting)
                .orElseThrow();
    }

    private static long matches(SelectorList list, DocumentIndex index) {
        return index.nodes().stream()
                .filter(node -> list.anyMatches(node, index.matching()))
                .count();
    }

    @Test
    void descendantsOfDescendants_costNoCombinations() {
        Document document = Documents.html("<div class=a>".repeat(200) + "<p>");
        DocumentIndex index = DocumentIndex.of(document, false, 2_000_000);
        assertThat(matches(parse(".a ".repeat(60) + "> .a > .a ~ p", Nesting.NONE), index))
                .isZero();
        assertThat(matches(parse(".a ".repeat(100) + "p", Nesting.NONE), index)).isOne();
        assertThat(index.matching().exhausted()).isFalse();
    }

    @Test
    void nestedNesting_isCutOff() {
        Nesting nesting = Nesting.NONE;
        SelectorList list = parse("div, p", nesting);
        for (int i = 0; i < 60; i++) {
            nesting = new Nesting.Within(list);
            list = parse("& & &, &:not(.x) &", nesting);
        }
        DocumentIndex index = DocumentIndex.of(Documents.html("<div>".repeat(50) + "<p>"), false, 1_000_000);
        assertThat(matches(list, index)).isZero();
        assertThat(index.matching().exhausted()).isTrue();
    }

    @Test
    void hasIsRemembered() {
        Document document = Documents.html("<div>".repeat(400) + "<p>");
        DocumentIndex index = DocumentIndex.of(document, false, 3_000_000);
        SelectorList list = parse("div:has(p) div:has(p) div:has(p:not(.x)) p", Nesting.NONE);
        assertThat(matches(list, index)).isOne();
        assertThat(index.matching().exhausted()).isFalse();
    }

    @Test
    void hasThatNothingCanFulfil_isRefusedWithoutASearch() {
        Document document = Documents.html("<div><p>".repeat(2_000));
        DocumentIndex index = DocumentIndex.of(document, false, 100_000);
        assertThat(matches(parse(":has(.none)", Nesting.NONE), index)).isZero();
        assertThat(index.matching().exhausted()).isFalse();
    }

    @Test
    void deepSelectors_areMatchedOnASmallStack() throws InterruptedException {
        String selector = ":is(".repeat(120) + "p" + ")".repeat(120);
        DocumentIndex index = DocumentIndex.of(Documents.html("<p>".repeat(3)), false);
        long[] found = {-1};
        Thread thread =
                new Thread(null, () -> found[0] = matches(parse(selector, Nesting.NONE), index), "small", 512 * 1024);
        thread.start();
        thread.join();
        assertThat(found[0]).isEqualTo(3);
    }
}
