package io.pressrun.css.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.color.Rgba;
import io.pressrun.css.property.Properties;
import io.pressrun.css.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputedStyleTest {
    private final Styles styles = new Styles();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    font-size: 10px; width: 2em | width | 20px
                    font-size: 10px; width: 2rem | width | 20px
                    width: 2ex | width | 16px
                    width: 2ch | width | 16px
                    width: 1cap | width | 11.2px
                    width: 1ic | width | 16px
                    line-height: 2; width: 1lh | width | 32px
                    line-height: 20px; width: 2rlh | width | 40px
                    width: 10vw | width | 80px
                    width: 10dvh | width | 60px
                    width: 10svmin | width | 60px
                    width: 10lvmax | width | 80px
                    width: 10vi; height: 10vb | height | 60px
                    writing-mode: vertical-rl; width: 10vi | width | 60px
                    width: 10cqw | width | 80px
                    width: 1in | width | 96px
                    width: 2.54cm | width | 96px
                    width: 25.4mm | width | 96px
                    width: 101.6Q | width | 96px
                    width: 72pt | width | 96px
                    width: 6pc | width | 96px
                    width: 50% | width | 50%
                    width: calc(100% - 2em) | width | calc(100% - 32px)
                    width: min(50%, 10em) | width | min(50%, 160px)
                    width: max(1em, 20px) | width | 20px
                    width: clamp(1em, 1px, 2em) | width | 16px
                    width: calc(1em * -1) | width | 0
                    margin-left: calc(1em * -1) | margin-left | -16px
                    line-height: 150% | line-height | 24px
                    line-height: 1.5 | line-height | 1.5
                    line-height: 2em | line-height | 32px
                    letter-spacing: .1em | letter-spacing | 1.6px
                    letter-spacing: 10% | letter-spacing | 1.6px
                    font-weight: bold | font-weight | 700
                    font-weight: bolder | font-weight | 700
                    font-weight: lighter | font-weight | 100
                    font-stretch: condensed | font-stretch | 75%
                    font-size: larger | font-size | 19.2px
                    font-size: x-large | font-size | 24px
                    font-size: 120% | font-size | 19.2px
                    font-size: calc(1em + 4px) | font-size | 20px
                    border: solid | border-top-width | 3px
                    border-top-width: 7px | border-top-width | 0
                    border-top: thick dotted | border-top-width | 5px
                    border-style: hidden; border-width: 4px | border-left-width | 0
                    outline: 2px solid | outline-width | 2px
                    outline-width: 2px | outline-width | 0
                    column-rule: 1px solid | column-rule-width | 1px
                    color: red; border: 1px solid | border-top-color | #ff0000
                    color: red; border-color: color-mix(in srgb, currentcolor, blue) | border-top-color | #800080
                    color: currentcolor | color | #000000
                    opacity: 30% | opacity | 0.3
                    opacity: 7 | opacity | 1
                    display: block flow | display | block
                    display: inline-flex | display | flex
                    display: contents | display | block
                    display: -webkit-flex | display | flex
                    overflow-x: hidden | overflow-y | auto
                    overflow: clip hidden | overflow-x | hidden
                    text-align: -webkit-auto | text-align | start
                    break-before: always | break-before | page
                    page-break-before: always | break-before | page
                    page-break-inside: avoid | break-inside | avoid
                    background-position: right 10px bottom 1em | background-position-x | calc(100% - 10px)
                    background-position: right 10px bottom 1em | background-position-y | calc(100% - 16px)
                    transform: translate(1em, 50%) rotate(.5turn) | transform | translate(16px, 50%) rotate(180deg)
                    box-shadow: 0 1em 2px red | box-shadow | 0 16px 2px 0 #ff0000
                    z-index: calc(1.5 + 1) | z-index | 3
                    width: -webkit-fill-available | width | stretch
                    tab-size: 4 | tab-size | 4
                    rotate: calc(.25turn + 10deg) | rotate | 100deg
                    width: calc(1px * sign(-1em)) | width | 0
                    width: round(1.3em, 5px) | width | 20px
                    """)
    void aValue_isComputed(String css, String property, String expected) {
        assertThat(Styles.of(css, property)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    color: red; width: 5px | '' | color | #ff0000
                    color: red; width: 5px | '' | width | auto
                    width: 5px | width: inherit | width | 5px
                    color: red | color: initial | color | #000000
                    color: red | color: unset | color | #ff0000
                    width: 5px | width: unset | width | auto
                    color: red; border: 1px solid | border: inherit; color: blue | border-top-color | #0000ff
                    color: red | color: color-mix(in srgb, currentcolor 50%, blue) | color | #800080
                    font-size: 20px | font-size: .5em | font-size | 10px
                    font-size: 20px | width: 2rem | width | 40px
                    font-size: 20px | font-size: 10px; width: 2rem | width | 40px
                    font-size: 20px; line-height: 1.5 | font-size: 10px; height: 1lh | height | 15px
                    font-size: 20px; line-height: 1.5em | font-size: 10px; height: 1lh | height | 30px
                    font-weight: 600 | font-weight: bolder | font-weight | 900
                    font-weight: 600 | font-weight: lighter | font-weight | 400
                    font-weight: 300 | font-weight: bolder | font-weight | 400
                    display: flex | display: inline; float: left | display | block
                    display: flex | float: left | float | none
                    display: grid | display: inline-table | display | table
                    display: block | position: absolute; display: inline-grid | display | grid
                    display: block | float: right; display: inline-block | display | block
                    display: block | display: inline | display | inline
                    direction: rtl | float: inline-start | float | right
                    direction: rtl; text-align: start | text-align: match-parent | text-align | right
                    text-decoration: underline red | '' | text-decoration-line | none
                    border-spacing: 1em 2px | font-size: 1px | border-spacing | 16px 2px
                    """)
    void aChild_inherits(String parent, String child, String property, String expected) {
        assertThat(Styles.text(styles.child(styles.root(parent), child), property))
                .isEqualTo(expected);
    }

    @Test
    void itemsOfAContainerWithoutABox_areItemsOfItsParent() {
        ComputedStyle flex = styles.root("display: flex");
        ComputedStyle contents = styles.child(flex, "display: contents");
        assertThat(Styles.text(contents, "display")).isEqualTo("contents");
        assertThat(Styles.text(styles.child(contents, "display: inline"), "display"))
                .isEqualTo("block");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '' | font-family: monospace | 13px
                    '' | font-family: Courier, monospace | 16px
                    '' | font-family: monospace; font-size: 1em | 13px
                    '' | font-family: monospace; font-size: 1rem | 13px
                    '' | font-family: monospace; font-size: 20px | 20px
                    font-size: 20px | font-family: monospace | 20px
                    font-size: 20px | font-family: monospace; font-size: 1em | 20px
                    font-size: 150% | font-family: monospace | 19.5px
                    font-size: large | font-family: monospace | 16px
                    font-family: monospace | font-family: serif | 16px
                    '' | font-family: monospace; font-size: small | 10px
                    """)
    void aFontThatIsMonospaceAlone_isSmallerUnlessALengthSaysItsSize(String parent, String child, String expected) {
        assertThat(Styles.text(styles.child(styles.root(parent), child), "font-size"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    margin-inline-start: 5px | margin-left
                    direction: rtl; margin-inline-start: 5px | margin-right
                    writing-mode: vertical-rl; margin-inline-start: 5px | margin-top
                    writing-mode: vertical-rl; direction: rtl; margin-inline-start: 5px | margin-bottom
                    writing-mode: vertical-rl; margin-block-start: 5px | margin-right
                    writing-mode: vertical-lr; margin-block-start: 5px | margin-left
                    writing-mode: sideways-lr; margin-inline-start: 5px | margin-bottom
                    margin-inline: 5px 0 | margin-left
                    padding-block: 0 5px | padding-bottom
                    inset-inline-end: 5px | right
                    inset: 0 0 5px | bottom
                    inline-size: 5px | width
                    writing-mode: vertical-lr; inline-size: 5px | height
                    max-block-size: 5px | max-height
                    border-inline-start: 5px solid | border-left-width
                    direction: rtl; border-inline-end: solid 5px | border-left-width
                    border-block-end: solid 5px | border-bottom-width
                    border-inline: solid 5px | border-right-width
                    border-start-end-radius: 5px | border-top-right-radius
                    direction: rtl; border-start-end-radius: 5px | border-top-left-radius
                    writing-mode: vertical-rl; border-end-start-radius: 5px | border-top-left-radius
                    margin-left: 1px; margin-inline-start: 5px | margin-left
                    margin-inline-start: 1px; margin-left: 5px | margin-left
                    margin-inline-start: 1px; margin: 5px | margin-left
                    -webkit-margin-start: 5px | margin-left
                    """)
    void aFlowRelativeProperty_isThatOfItsSide(String css, String property) {
        assertThat(Styles.of(css, property)).isEqualTo("5px");
    }

    @Test
    void aFlowRelativeProperty_isReadByItsOwnName() {
        ComputedStyle style = styles.root("direction: rtl; margin-right: 5px");
        assertThat(Styles.text(style, "margin-inline-start")).isEqualTo("5px");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    white-space: normal | normal
                    white-space: nowrap | nowrap
                    white-space: pre | pre
                    white-space: pre-wrap | pre-wrap
                    white-space: pre-line | pre-line
                    white-space: break-spaces | break-spaces
                    text-wrap: nowrap | nowrap
                    text-wrap: balance | normal
                    white-space: pre; text-wrap: wrap | pre-wrap
                    white-space-collapse: preserve | pre-wrap
                    """)
    void whiteSpace_isOneKeyword(String css, String expected) {
        assertThat(styles.root(css).whiteSpace()).isEqualTo(expected);
    }

    @Test
    void equalRules_shareOneStyle() {
        Cascaded rules = Styles.cascaded("color: red; margin: 1px");
        Cascaded same = new Cascaded.Builder().build();
        ComputedStyle root = styles.root("");
        ComputedStyle first = styles.computer().compute(rules, root);
        assertThat(styles.computer().compute(rules, root)).isSameAs(first);
        Cascaded.Builder copy = new Cascaded.Builder();
        rules.assignments().forEach(copy::set);
        assertThat(styles.computer().compute(copy.build(), root)).isSameAs(first);
        assertThat(styles.computer().compute(same, root)).isNotSameAs(first);
        assertThat(styles.computer().compute(rules, first)).isNotSameAs(first);
    }

    @Test
    void accessors_giveWhatTheValueIs() {
        ComputedStyle style = styles.root("color: #12345680; width: 25%; flex-grow: 2; line-height: 1.25");
        assertThat(style.length(Properties.longhand("width"))).isNotNull();
        assertThat(style.px(Properties.longhand("width"), 200)).isEqualTo(50);
        assertThat(style.px(Properties.longhand("height"), 200)).isZero();
        assertThat(style.number(Properties.longhand("flex-grow"), 0)).isEqualTo(2);
        assertThat(style.color().alpha()).isEqualTo(128 / 255.0);
        assertThat(style.color(Properties.longhand("border-top-color"))).isEqualTo(style.color());
        assertThat(style.color(Properties.longhand("background-color"))).isEqualTo(Rgba.TRANSPARENT);
        assertThat(style.lineHeight()).isEqualTo(20);
        assertThat(style.keyword(Properties.longhand("height"))).isEqualTo("auto");
        assertThat(style.is(Properties.longhand("height"), "auto")).isTrue();
        assertThat(style.value("float")).isEqualTo(new Value.Keyword("none"));
        assertThat(style.rtl()).isFalse();
        assertThat(style.vertical()).isFalse();
    }
}
