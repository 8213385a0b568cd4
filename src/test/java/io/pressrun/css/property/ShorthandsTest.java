package io.pressrun.css.property;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShorthandsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    margin: 1px @ margin-top: 1px; margin-right: 1px; margin-bottom: 1px; margin-left: 1px
                    margin: 1px auto @ margin-top: 1px; margin-right: auto; margin-bottom: 1px; margin-left: auto
                    margin: 1px 2px 3px @ margin-top: 1px; margin-right: 2px; margin-bottom: 3px; margin-left: 2px
                    padding: 1px 2px 3px 4px @ padding-top: 1px; padding-right: 2px; padding-bottom: 3px; padding-left: 4px
                    inset: 1px 2% @ top: 1px; right: 2%; bottom: 1px; left: 2%
                    inset-block: 1px @ inset-block-start: 1px; inset-block-end: 1px
                    margin-inline: 1px 2px @ margin-inline-start: 1px; margin-inline-end: 2px
                    border-width: thin 2px @ border-top-width: thin; border-right-width: 2px; border-bottom-width: thin; border-left-width: 2px
                    border-top: red solid 1px @ border-top-width: 1px; border-top-style: solid; border-top-color: #ff0000
                    border-left: solid @ border-left-style: solid
                    border: 1px red @ border-top-width: 1px; border-top-color: #ff0000; border-right-width: 1px; border-right-color: #ff0000; border-bottom-width: 1px; border-bottom-color: #ff0000; border-left-width: 1px; border-left-color: #ff0000
                    border-inline: 1px dotted @ border-inline-start-width: 1px; border-inline-start-style: dotted; border-inline-end-width: 1px; border-inline-end-style: dotted
                    border-block-color: red blue @ border-block-start-color: #ff0000; border-block-end-color: #0000ff
                    border-radius: 1px @ border-top-left-radius: 1px; border-top-right-radius: 1px; border-bottom-right-radius: 1px; border-bottom-left-radius: 1px
                    border-radius: 1px 2px / 3px @ border-top-left-radius: 1px 3px; border-top-right-radius: 2px 3px; border-bottom-right-radius: 1px 3px; border-bottom-left-radius: 2px 3px
                    border-image: url(a) 30 fill / 10px / 2px round @ border-image-source: url("a"); border-image-slice: 30 fill; border-image-width: 10px; border-image-outset: 2px; border-image-repeat: round
                    border-image: 30 / / 2px url(a) @ border-image-source: url("a"); border-image-slice: 30; border-image-outset: 2px
                    outline: auto red @ outline-style: auto; outline-color: #ff0000
                    list-style: none @ list-style-type: none
                    list-style: square inside url(a) @ list-style-position: inside; list-style-image: url("a"); list-style-type: square
                    list-style: none url(a) @ list-style-image: url("a"); list-style-type: none
                    list-style: url(a) none inside @ list-style-position: inside; list-style-image: url("a"); list-style-type: none
                    list-style: "x" @ list-style-type: "x"
                    overflow: hidden @ overflow-x: hidden; overflow-y: hidden
                    overflow: auto scroll @ overflow-x: auto; overflow-y: scroll
                    gap: 1px 2% @ row-gap: 1px; column-gap: 2%
                    grid-gap: 3px @ row-gap: 3px; column-gap: 3px
                    columns: 2 10em @ column-width: 10em; column-count: 2
                    columns: auto 3 @ column-count: 3
                    column-rule: red 1px solid @ column-rule-width: 1px; column-rule-style: solid; column-rule-color: #ff0000
                    flex: 1 @ flex-grow: 1; flex-basis: 0%
                    flex: none @ flex-shrink: 0
                    flex: auto @ flex-grow: 1
                    flex: 2 3 10% @ flex-grow: 2; flex-shrink: 3; flex-basis: 10%
                    flex: 10px 2 @ flex-grow: 2; flex-basis: 10px
                    flex: 1 1 0 @ flex-grow: 1; flex-basis: 0
                    flex: 0 0 auto @ flex-shrink: 0
                    flex-flow: wrap column @ flex-direction: column; flex-wrap: wrap
                    place-content: center @ align-content: center; justify-content: center
                    place-content: baseline @ align-content: baseline; justify-content: start
                    place-content: space-between end @ align-content: space-between; justify-content: end
                    place-items: first baseline legacy right @ align-items: first baseline; justify-items: legacy right
                    place-items: unsafe center @ align-items: unsafe center; justify-items: unsafe center
                    place-self: stretch @ align-self: stretch; justify-self: stretch
                    text-decoration: underline @ text-decoration-line: underline
                    text-decoration: wavy red overline underline 2px @ text-decoration-line: underline overline; text-decoration-style: wavy; text-decoration-color: #ff0000; text-decoration-thickness: 2px
                    text-emphasis: red filled sesame @ text-emphasis-style: filled sesame; text-emphasis-color: #ff0000
                    white-space: nowrap @ text-wrap-mode: nowrap
                    white-space: pre-line @ white-space-collapse: preserve-breaks
                    white-space: preserve nowrap @ white-space-collapse: preserve; text-wrap-mode: nowrap
                    text-wrap: balance @ text-wrap-style: balance
                    -webkit-text-stroke: 1px red @ -webkit-text-stroke-width: 1px; -webkit-text-stroke-color: #ff0000
                    marker: url(#a) @ marker-start: url("#a"); marker-mid: url("#a"); marker-end: url("#a")
                    container: side / inline-size @ container-name: side; container-type: inline-size
                    font-synthesis: style @ font-synthesis-weight: none; font-synthesis-small-caps: none
                    font-variant: small-caps tabular-nums @ font-variant-caps: small-caps; font-variant-numeric: tabular-nums
                    font-variant: none @ font-variant-ligatures: none
                    """)
    void aShorthand_setsItsLonghands(String declaration, String expected) {
        assertThat(Expanded.text(Expanded.of(declaration))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    font: 12px serif @ font-size: 12px
                    font: italic small-caps bold condensed 12px/1.5 "A B", c d, monospace @ font-style: italic; font-variant-caps: small-caps; font-weight: bold; font-stretch: condensed; font-size: 12px; line-height: 1.5; font-family: "A B", "c d", monospace
                    font: 300 1.2em/normal Arial @ font-weight: 300; font-size: 1.2em; font-family: "Arial"
                    font: normal normal bold 50% x @ font-weight: bold; font-size: 50%; font-family: "x"
                    font: oblique 10deg 9px x @ font-style: oblique 10deg; font-size: 9px; font-family: "x"
                    font: calc(1px + 1px)/calc(2*1) x @ font-size: 2px; line-height: 2; font-family: "x"
                    font: caption @ font-size: 13.333333px; font-family: system-ui
                    font: larger -apple-system @ font-size: larger; font-family: "-apple-system"
                    font-family: Segoe UI Emoji, ui-monospace @ font-family: "Segoe UI Emoji", ui-monospace
                    """)
    void fonts_inAnyOrderBeforeTheSize(String declaration, String expected) {
        assertThat(Expanded.text(Expanded.of(declaration))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    background: red @ background-color: #ff0000
                    background: none @ ''
                    background: url(a) center/cover no-repeat @ background-image: url("a"); background-position-x: 50%; background-position-y: 50%; background-size: cover; background-repeat: no-repeat
                    background: no-repeat url(a) 10px 20px / 30px auto fixed red @ background-image: url("a"); background-position-x: 10px; background-position-y: 20px; background-size: 30px auto; background-repeat: no-repeat; background-attachment: fixed; background-color: #ff0000
                    background: url(a) content-box @ background-image: url("a"); background-origin: content-box; background-clip: content-box
                    background: padding-box content-box red @ background-clip: content-box; background-color: #ff0000
                    background: linear-gradient(red, blue) text @ background-image: linear-gradient(180deg, #ff0000, #0000ff); background-clip: text
                    background: url(a) right bottom, url(b) repeat-x, #fff @ background-image: url("a"), url("b"), none; background-position-x: 100%, 0%, 0%; background-position-y: 100%, 0%, 0%; background-size: auto, auto, auto; background-repeat: repeat, repeat-x, repeat; background-attachment: scroll, scroll, scroll; background-origin: padding-box, padding-box, padding-box; background-clip: border-box, border-box, border-box; background-color: #ffffff
                    background-position: top @ background-position-x: 50%
                    background-position: right 5px top @ background-position-x: calc(100% - 5px)
                    background-position: left 10% bottom 20% @ background-position-x: 10%; background-position-y: 80%
                    background-position: 10px 20px, center @ background-position-x: 10px, 50%; background-position-y: 20px, 50%
                    background-size: 50% @ background-size: 50%
                    background-repeat: space round, no-repeat @ background-repeat: space round, no-repeat
                    -webkit-background-clip: text @ background-clip: text
                    mask: url(a) 0 0 / contain no-repeat @ mask-image: url("a"); mask-position: 0 0; mask-size: contain; mask-repeat: no-repeat
                    -webkit-mask: linear-gradient(#000, transparent) @ mask-image: linear-gradient(180deg, #000000, transparent)
                    mask: linear-gradient(#000 0 0) content-box exclude, linear-gradient(#000 0 0) @ mask-image: linear-gradient(180deg, #000000 0, #000000 0), linear-gradient(180deg, #000000 0, #000000 0); mask-position: 0% 0%, 0% 0%; mask-size: auto, auto; mask-repeat: repeat, repeat; mask-origin: content-box, border-box; mask-clip: content-box, border-box; mask-composite: exclude, add; mask-mode: match-source, match-source
                    """)
    void backgrounds_haveLayers(String declaration, String expected) {
        assertThat(Expanded.text(Expanded.of(declaration))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    grid-row: 1 / span 2 @ grid-row-start: 1; grid-row-end: span 2
                    grid-column: side @ grid-column-start: side; grid-column-end: side
                    grid-column: 2 @ grid-column-start: 2
                    grid-column: -1 foo / auto @ grid-column-start: -1 foo
                    grid-area: a @ grid-row-start: a; grid-column-start: a; grid-row-end: a; grid-column-end: a
                    grid-area: 1 / 2 / 3 @ grid-row-start: 1; grid-column-start: 2; grid-row-end: 3
                    grid-template: none @ ''
                    grid-template: 10px 1fr / auto @ grid-template-rows: 10px 1fr; grid-template-columns: auto
                    grid-template: "a a" 40px "b c" / 1fr 2fr @ grid-template-rows: 40px auto; grid-template-columns: 1fr 2fr; grid-template-areas: "a a" "b c"
                    grid-template: [top] "a" 40px [mid] [x] "b" [end] @ grid-template-rows: [top] 40px [mid x] auto [end]; grid-template-areas: "a" "b"
                    grid: auto-flow dense 40px / 1fr 1fr @ grid-template-columns: 1fr 1fr; grid-auto-rows: 40px; grid-auto-flow: row dense
                    grid: 1fr / auto-flow @ grid-template-rows: 1fr; grid-auto-flow: column
                    grid: "a b" @ grid-template-rows: auto; grid-template-areas: "a b"
                    grid-template-columns: repeat(auto-fill, minmax(100px, 1fr)) @ grid-template-columns: repeat(auto-fill, minmax(100px, 1fr))
                    grid-template-columns: [a] repeat(2, [b] 1fr [c] 2fr) [d] fit-content(20%) @ grid-template-columns: [a] repeat(2, [b] 1fr [c] 2fr) [d] fit-content(20%)
                    grid-template-columns: subgrid [a] [b c] @ grid-template-columns: subgrid [a] [b c]
                    grid-template-areas: "a ..." "a b" @ grid-template-areas: "a ." "a b"
                    grid-auto-columns: 1fr minmax(10px, auto) @ grid-auto-columns: 1fr minmax(10px, auto)
                    """)
    void grids_areDrawnOrListed(String declaration, String expected) {
        assertThat(Expanded.text(Expanded.of(declaration))).isEqualTo(expected);
    }
}
