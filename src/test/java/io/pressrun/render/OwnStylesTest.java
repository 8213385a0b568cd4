package io.pressrun.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stylesheets of today do to a document whose styles are found by the cascade of Pressrun. */
final class OwnStylesTest {
    private final Rendering rendering = Rendering.with(Styles.OWN);

    @AfterEach
    void close() {
        rendering.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":root { --gone: none } .a { display: var(--gone) }",
                ".a:not(.b) { display: none }",
                "p:is(.a, .c):first-of-type { display: none }",
                "body { .a { display: none } }",
                "@layer low { .a { display: none !important } } .a { display: block !important }",
                "@media print and (min-width: 10px) { .a { display: none } }",
                "@supports (color: oklch(0.5 0.1 200)) { .a { display: none } }",
                ".b ~ p, body:has(.b) .a { display: none }"
            })
    void rulesOfToday_apply(String css) throws Exception {
        var printed = rendering.print(page(css));
        assertThat(printed.text()).contains("second").doesNotContain("first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a:unknown { display: none }",
                ".a { display: none; display: block; display: nonsense }",
                ".a:hover { display: none }",
                "@media screen { .a { display: none } }",
                "@layer a, b; @layer b { .a { display: block } } @layer a { .a { display: none } }"
            })
    void rulesThatDoNotApply_changeNothing(String css) throws Exception {
        var printed = rendering.print(page(css));
        assertThat(printed.text()).contains("first", "second");
    }

    @Test
    void gradientOfAVariable_isPrinted() throws Exception {
        var printed = rendering.print(
                page(":root { --c: oklch(0.7 0.1 200) } .a { background: linear-gradient(in oklab, var(--c), red) }"));
        assertThat(printed.text()).contains("first");
    }

    private static String page(String css) {
        return "<!doctype html><style>" + css + "</style><p class=a>first</p><p class=b>second</p>";
    }
}
