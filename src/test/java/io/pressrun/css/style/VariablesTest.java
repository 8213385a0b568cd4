package io.pressrun.css.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.syntax.Values;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private final Styles styles = new Styles();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --x: 5px; width: var(--x) | width | 5px
                    --X: 5px; --x: 6px; width: var(--X) | width | 5px
                    width: var(--x, 5px) | width | 5px
                    width: var(--x, var(--y, 5px)) | width | 5px
                    width: calc(10px - var(--x, 5px)) | width | 5px
                    --x: 1px; width: calc(var(--x) * 5) | width | 5px
                    width: 7px; width: var(--x) | width | auto
                    color: red; color: var(--x) | color | #000000
                    --x: red; width: var(--x) | width | auto
                    --x: var(--y); --y: 5px; width: var(--x) | width | 5px
                    --x: var(--y); --y: var(--x); width: var(--x, 5px) | width | 5px
                    --x: var(--x); width: var(--x, 5px) | width | 5px
                    --x: var(--y, 1px); --y: var(--x); width: var(--x, 5px) | width | 5px
                    --x: 2px var(--y, var(--x)); --y: 1px; width: var(--x, 5px) | width | 5px
                    --a: var(--x, 5px); --x: var(--y); --y: var(--x); width: var(--a) | width | 5px
                    --x:; width: 5px; height: 4px var(--x) | height | 4px
                    --x: 1px 2px; margin: var(--x) 3px | margin-right | 2px
                    --x: 1px 2px; margin: var(--x) 3px | margin-bottom | 3px
                    --x: 1px solid; border: var(--x) red | border-left-color | #ff0000
                    --x: inherit; width: var(--x) | width | auto
                    --x: initial; width: var(--x, 5px) | width | 5px
                    --x: 1, 2, 3; color: rgb(var(--x)) | color | #010203
                    --x: rgb(1 2 3); background: linear-gradient(var(--x), blue) | background-image | linear-gradient(180deg, #010203, #0000ff)
                    --x: "a"; content: var(--x) "b" | content | "a" "b"
                    width: env(safe-area-inset-top) | width | 0
                    width: env(foo, 5px) | width | 5px
                    width: env(viewport-segment-width 0 0, 5px) | width | 5px
                    width: env(foo) | width | auto
                    --x: 5px; margin-inline: var(--x) 1px | margin-left | 5px
                    --d: rtl; direction: var(--d); margin-inline-start: 5px | margin-right | 5px
                    --s: 20px; font-size: var(--s); width: 1em | width | 20px
                    --s: 50%; --b: calc(var(--s) - 5px); width: var(--b) | width | calc(50% - 5px)
                    --x: ; width: var(--x) | width | auto
                    --x: {a:b}; width: 5px | width | 5px
                    --x: 5px; all: initial; width: var(--x) | width | 5px
                    """)
    void aReference_isReplaced(String css, String property, String expected) {
        assertThat(Styles.of(css, property)).isEqualTo(expected);
    }

    @Test
    void aValue_isInheritedAsComputed() {
        ComputedStyle root = styles.root("--a: var(--b); --b: 5px");
        ComputedStyle child = styles.child(root, "--b: 7px; width: var(--a); height: var(--b)");
        assertThat(Styles.text(child, "width")).isEqualTo("5px");
        assertThat(Styles.text(child, "height")).isEqualTo("7px");
        ComputedStyle unset = styles.child(child, "--b: unset; --a: initial; width: var(--b); height: var(--a, 1px)");
        assertThat(Styles.text(unset, "width")).isEqualTo("7px");
        assertThat(Styles.text(unset, "height")).isEqualTo("1px");
    }

    @Test
    void anInheritedValue_standsForAnInvalidOneOfAnInheritedProperty() {
        ComputedStyle root = styles.root("color: red; width: 5px");
        ComputedStyle child = styles.child(root, "color: var(--none); width: var(--none)");
        assertThat(Styles.text(child, "color")).isEqualTo("#ff0000");
        assertThat(Styles.text(child, "width")).isEqualTo("auto");
    }

    @Test
    void valuesThatDoubleThemselves_areInvalidBeyondALimit() {
        StringBuilder css = new StringBuilder("--x0: lol;");
        for (int level = 1; level <= 40; level++) {
            css.append("--x")
                    .append(level)
                    .append(":")
                    .append((" var(--x" + (level - 1) + ")").repeat(10))
                    .append(';');
        }
        ComputedStyle style = styles.root(css + "width: 5px; height: var(--x40, 4px)");
        assertThat(style.custom("--x3")).hasSize(1999);
        assertThat(style.custom("--x40")).isNull();
        assertThat(Styles.text(style, "height")).isEqualTo("4px");
        assertThat(Styles.text(style, "width")).isEqualTo("5px");
    }

    @Test
    void nestedValuesThatDoubleThemselves_areInvalidBeyondALimit() {
        StringBuilder css = new StringBuilder("--x0: lol;");
        for (int level = 1; level <= 40; level++) {
            String reference = "var(--x" + (level - 1) + ")";
            css.append("--x")
                    .append(level)
                    .append(": f(")
                    .append(reference.repeat(10))
                    .append(");");
        }
        assertThat(styles.root(css.toString()).custom("--x40")).isNull();
    }

    @Test
    void aLongChain_isInvalidRatherThanAnOverflow() {
        StringBuilder css = new StringBuilder("--x0: 5px;");
        for (int level = 1; level <= 5000; level++) {
            css.append("--x")
                    .append(level)
                    .append(": var(--x")
                    .append(level - 1)
                    .append(");");
        }
        ComputedStyle style = styles.root(css + "width: var(--x4999, 1px); height: var(--x0)");
        assertThat(Styles.text(style, "height")).isEqualTo("5px");
        assertThat(Styles.text(style, "width")).isIn("1px", "5px");
    }

    @Test
    void equalValues_shareTheParentsMap() {
        ComputedStyle root = styles.root("--x: 1px; --y: var(--x)");
        ComputedStyle child = styles.child(root, "--x: 1px");
        assertThat(child.customProperties()).isSameAs(root.customProperties());
    }

    private static RegisteredProperty registered(
            String name, String syntax, boolean inherits, @Nullable String initial) {
        return Objects.requireNonNull(
                RegisteredProperty.of(name, syntax, inherits, initial == null ? null : Values.of(initial)));
    }

    @Test
    void aRegisteredProperty_isComputedByItsSyntax() {
        Styles typed = new Styles(Map.of(
                "--len", registered("--len", "<length>", false, "3px"),
                "--col", registered("--col", "<color>", true, "red"),
                "--any", registered("--any", "*", true, null)));
        ComputedStyle root = typed.root("font-size: 10px; --len: 2em; width: var(--len); --any: 1em; height: 1em");
        assertThat(Styles.text(root, "width")).isEqualTo("20px");
        ComputedStyle child = typed.child(root, "font-size: 30px; width: var(--len); height: var(--any)");
        assertThat(Styles.text(child, "width")).isEqualTo("3px");
        assertThat(Styles.text(child, "height")).isEqualTo("30px");
        ComputedStyle wrong = typed.child(root, "--len: red; --col: 1px; width: var(--len); color: var(--col)");
        assertThat(Styles.text(wrong, "width")).isEqualTo("3px");
        assertThat(Styles.text(wrong, "color")).isEqualTo("#ff0000");
        ComputedStyle inherited = typed.child(root, "--len: inherit; width: var(--len)");
        assertThat(Styles.text(inherited, "width")).isEqualTo("20px");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    <length> @ 1px @ true
                    <length> @ 1em @ false
                    <length> @ red @ false
                    <length># @ 1px, 2px @ true
                    <length>+ @ 1px 2px @ true
                    <length> @ 1px 2px @ false
                    foo | bar @ bar @ true
                    <color> | none @ none @ true
                    <foo> @ 1px @ false
                    * @ anything 1px @ true
                    <transform-list> @ rotate(1deg) scale(2) @ true
                    """)
    void aRule_isIgnoredUnlessItsInitialValueFits(String syntax, String initial, boolean expected) {
        RegisteredProperty property = RegisteredProperty.of("--x", syntax, true, Values.of(initial));
        assertThat(property != null).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    width: attr(data-w px) | width | 5px
                    width: attr(data-w type(<number>), 7px) | width | auto
                    width: attr(data-l type(<length>)) | width | 12px
                    width: attr(data-none px, 7px) | width | 7px
                    width: attr(data-c px, 7px) | width | 7px
                    width: attr(data-none px) | width | auto
                    color: attr(data-c type(<color>)) | color | #008000
                    color: attr(data-h type(<color>), red) | color | #112233
                    color: attr(data-w type(<color>), red) | color | #ff0000
                    width: calc(attr(data-w px) * 2) | width | 10px
                    width: attr(data-w %) | width | 5%
                    --w: attr(data-w px); width: var(--w) | width | 5px
                    list-style-type: attr(data-c) | list-style-type | "green"
                    content: attr(data-c) | content | attr(data-c)
                    """)
    void anAttribute_isReadByItsType(String css, String property, String expected) {
        Map<String, String> attributes = Map.of("data-w", "5", "data-l", "12px", "data-c", "green", "data-h", "#123");
        assertThat(Styles.text(styles.child(styles.root(""), css, attributes::get), property))
                .isEqualTo(expected);
    }

    @Test
    void stylesOfAttributes_areNotShared() {
        ComputedStyle root = styles.root("");
        Cascaded rules = Styles.cascaded("width: attr(data-w px)");
        ComputedStyle first = styles.computer().compute(rules, root, _ -> "1");
        ComputedStyle second = styles.computer().compute(rules, root, _ -> "2");
        assertThat(Styles.text(first, "width")).isEqualTo("1px");
        assertThat(Styles.text(second, "width")).isEqualTo("2px");
    }
}
