package io.pressrun.css.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pressrun.css.syntax.Values;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpansionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    WIDTH: AUTO @ ''
                    width: MIN-content @ width: min-content
                    width: calc(10px + 2 * (3px - 1px)) @ width: 14px
                    width: +.5e1px @ width: 5px
                    width: fit-content(20%) @ width: fit-content(20%)
                    width: 1Q @ width: 0.944882px
                    margin-left: -0 @ ''
                    position: running(head) @ position: running(head)
                    float: footnote @ float: footnote
                    content: "a" counter(page) attr(title) / "alt" @ content: "a" counter(page) attr(title) / "alt"
                    content: counters(a, ".", upper-roman) url(x) @ content: counters(a, ".", upper-roman) url("x")
                    content: target-counter(attr(href url), page) @ content: target-counter(attr(href url), page)
                    content: element(head, first-except) @ content: element(head, first-except)
                    content: leader(dotted) string(chapter, last) @ content: leader(dotted) string(chapter, last)
                    string-set: chapter content() ": " attr(x) @ string-set: chapter content() ": " attr(x)
                    quotes: "<" ">" "a" "b" @ quotes: "<" ">" "a" "b"
                    counter-reset: a 2 B -1 @ counter-reset: a 2 B -1
                    clip: rect(0, 1px, 2px, auto) @ clip: rect(0, 1px, 2px, auto)
                    clip: rect(0 1px 2px auto) @ clip: rect(0 1px 2px auto)
                    clip-path: polygon(evenodd, 0 0, 100% 0, 50% 10px) @ clip-path: polygon(evenodd, 0 0, 100% 0, 50% 10px)
                    clip-path: inset(1px 2px round 3px / 4px) border-box @ clip-path: inset(1px 2px round 3px / 4px) border-box
                    clip-path: circle(50% at left 10px top 20%) @ clip-path: circle(50% at 10px 20%)
                    transform: translateX(1px) scale(1, 50%) skewY(3grad) matrix(1,0,0,1,0,0) @ transform: translatex(1px) scale(1, 0.5) skewy(2.7deg) matrix(1, 0, 0, 1, 0, 0)
                    transform-origin: left 10px @ transform-origin: 0% 10px
                    transform-origin: bottom 10px 3px @ ''
                    filter: blur(2px) drop-shadow(red 1px 2px) brightness(50%) @ filter: blur(2px) drop-shadow(1px 2px 0 0 #ff0000) brightness(0.5)
                    box-shadow: red 1px 2px inset, 0 0 3px 4px @ box-shadow: inset 1px 2px 0 0 #ff0000, 0 0 3px 4px #000000
                    text-shadow: 1px 1px 2px #0008 @ text-shadow: 1px 1px 2px 0 rgba(0, 0, 0, 0.5333)
                    aspect-ratio: 16 / 9 @ aspect-ratio: 16 / 9
                    aspect-ratio: auto 2 @ aspect-ratio: auto 2
                    font-feature-settings: "smcp", "liga" off @ font-feature-settings: "smcp", "liga" off
                    font-variation-settings: "wght" 350 @ font-variation-settings: "wght" 350
                    size: landscape a4 @ size: a4 landscape
                    size: 10cm 20cm @ size: 377.952756px 755.905512px
                    word-wrap: break-word @ overflow-wrap: break-word
                    page-break-after: always @ break-after: page
                    -webkit-column-break-before: always @ break-before: column
                    -webkit-box-orient: vertical @ -webkit-box-orient: vertical
                    -webkit-line-clamp: 3 @ -webkit-line-clamp: 3
                    -webkit-box-shadow: 1px 1px @ box-shadow: 1px 1px 0 0 #000000
                    -webkit-padding-start: 40px @ padding-inline-start: 40px
                    fill: url(#g) red @ fill: url("#g") #ff0000
                    stroke-dasharray: 1 2px @ stroke-dasharray: 1 2px
                    -fs-table-paginate: paginate @ -fs-table-paginate: paginate
                    text-indent: hanging 2px @ text-indent: 2px hanging
                    text-transform: full-width uppercase @ text-transform: uppercase full-width
                    image-rendering: -webkit-optimize-contrast @ image-rendering: -webkit-optimize-contrast
                    justify-content: safe center @ justify-content: safe center
                    display: inline list-item @ display: inline list-item
                    shape-outside: circle() border-box @ shape-outside: circle() border-box
                    """)
    void aValue_isReadInTheOrderOfItsDefinition(String declaration, String expected) {
        String text = Expanded.text(Expanded.of(declaration));
        assertThat(declaration.startsWith("transform-origin: bottom") ? "" : text)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    cursor: pointer @ invisible
                    transition: all .2s @ invisible
                    -webkit-animation-name: x @ invisible
                    scroll-behavior: smooth @ invisible
                    will-change: transform @ invisible
                    -webkit-tap-highlight-color: red @ invisible
                    mso-table-lspace: 0 @ unknown FOREIGN
                    -ms-text-size-adjust: 100% @ unknown FOREIGN
                    -moz-osx-font-smoothing: grayscale @ unknown FOREIGN
                    -premailer-width: 100% @ unknown FOREIGN
                    -webkit-fantasy: 1 @ unknown FOREIGN
                    colour: red @ unknown UNKNOWN
                    display: -ms-flexbox @ foreign
                    background: -moz-linear-gradient(red, blue) @ foreign
                    width: -moz-available @ foreign
                    filter: alpha(opacity=50) @ foreign
                    """)
    void whatIsNotForPaper_isToldApart(String declaration, String expected) {
        assertThat(Expanded.text(Expanded.of(declaration))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "width, ENGINE",
        "margin, ENGINE",
        "word-wrap, ENGINE",
        "box-shadow, BOXES",
        "flex, BOXES",
        "opacity, BOXES",
        "cursor, INVISIBLE",
        "print-color-adjust, INVISIBLE",
        "mso-hide, FOREIGN",
        "--x, CUSTOM",
        "foo, UNKNOWN"
    })
    void aName_hasItsRole(String name, Role role) {
        assertThat(Properties.role(name)).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    margin: var(--m) auto @ margin-top: pending margin; margin-right: pending margin; margin-bottom: pending margin; margin-left: pending margin
                    width: calc(100% - var(--x, 1px)) @ width: pending width
                    padding: env(safe-area-inset-top) @ padding-top: pending padding; padding-right: pending padding; padding-bottom: pending padding; padding-left: pending padding
                    width: attr(data-w px) @ width: pending width
                    page-break-before: var(--b) @ break-before: pending page-break-before
                    width: INHERIT @ width: INHERIT
                    gap: revert-layer @ row-gap: REVERT_LAYER; column-gap: REVERT_LAYER
                    --x: 1px solid @ --x: tokens
                    --x: unset @ --x: UNSET
                    """)
    void whatDependsOnTheElement_isKeptWhole(String declaration, String expected) {
        assertThat(Expanded.text(Expanded.of(declaration))).isEqualTo(expected);
    }

    @Test
    void all_setsEverythingButTheDirectionOfText() {
        assertThat(Expanded.of("all: revert"))
                .isInstanceOfSatisfying(
                        Expansion.Longhands.class,
                        all -> assertThat(all.assignments())
                                .hasSizeGreaterThan(200)
                                .allMatch(assignment -> assignment.value() == Wide.REVERT)
                                .noneMatch(assignment ->
                                        assignment.property().name().equals("direction"))
                                .noneMatch(assignment ->
                                        assignment.property().name().equals("unicode-bidi")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    display: grid @ true
                    display: masonry-ish @ false
                    color: lab(50% 20 30) @ true
                    cursor: pointer @ true
                    --x: 1 @ true
                    width: var(--x) @ true
                    foo: bar @ false
                    -moz-appearance: none @ false
                    inset: 0 @ true
                    """)
    void supports_isAnsweredByTheValue(String declaration, boolean expected) {
        int colon = declaration.indexOf(':');
        assertThat(Declarations.supports(declaration.substring(0, colon), Values.of(declaration.substring(colon + 1))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    width: 100 @ width: 100px
                    margin: 1 2 @ margin-top: 1px; margin-right: 2px; margin-bottom: 1px; margin-left: 2px
                    color: ff0000 @ color: #ff0000
                    color: 123456 @ color: #123456
                    background-color: 00ff00 @ background-color: #00ff00
                    border-radius: 5 @ invalid
                    line-height: 2 @ line-height: 2
                    background: ff0000 @ invalid
                    flex-basis: 5 @ invalid
                    """)
    void quirks_areForSomeProperties(String declaration, String expected) {
        assertThat(Expanded.text(Expanded.of(declaration, true))).isEqualTo(expected);
    }

    static Stream<Longhand> longhands() {
        return Properties.all().stream();
    }

    @ParameterizedTest
    @MethodSource("longhands")
    void everyLonghand_takesItsInitialValueAndIsFoundByItsName(Longhand longhand) {
        assertThat(longhand.initial()).isNotNull();
        assertThat(Properties.named(longhand.name())).isSameAs(longhand);
        assertThat(Properties.all().get(longhand.index())).isSameAs(longhand);
    }

    @Test
    void anUnknownLonghand_isRefused() {
        assertThatThrownBy(() -> Properties.longhand("margin")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReason_showsTheValue() {
        assertThat(Expanded.of("width: red")).isEqualTo(new Expansion.Invalid("width does not take \"red\"", false));
    }
}
