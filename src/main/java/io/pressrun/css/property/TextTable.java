package io.pressrun.css.property;

/** Text, fonts, lists and generated content (css-text-4, css-text-decor-4, css-fonts-4, css-lists-3, css-content-3). */
final class TextTable {
    static final String ROWS = """
            color; eiq; canvastext; <color>
            direction; ei; ltr; ltr | rtl
            unicode-bidi; e; normal; normal | embed | isolate | bidi-override | isolate-override | plaintext | -webkit-isolate
            writing-mode; i; horizontal-tb; horizontal-tb | vertical-rl | vertical-lr | sideways-rl | sideways-lr | lr | lr-tb | rl | rl-tb | tb | tb-rl | tb-lr
            text-orientation; i; mixed; mixed | upright | sideways | sideways-right
            text-combine-upright; i; none; none | all | [ digits <integer [2,4]>? ]
            font-family; ei; serif; <family>#
            font-size; eiqf; medium; xx-small | x-small | small | medium | large | x-large | xx-large | xxx-large | larger | smaller | math | <length-percentage [0,∞]>
            font-style; ei; normal; normal | italic | [ oblique <angle [-90,90]>? ]
            font-weight; ei; normal; normal | bold | bolder | lighter | <number [1,1000]>
            font-stretch; i; 100%; normal | ultra-condensed | extra-condensed | condensed | semi-condensed | semi-expanded | expanded | extra-expanded | ultra-expanded | <percentage [0,∞]>
            font-size-adjust; i; none; none | [ [ ex-height | cap-height | ch-width | ic-width | ic-height ]? [ from-font | <number [0,∞]> ] ]
            font-kerning; i; auto; auto | normal | none
            font-variant-caps; ei; normal; normal | small-caps | all-small-caps | petite-caps | all-petite-caps | unicase | titling-caps
            font-variant-ligatures; i; normal; normal | none | [ [ common-ligatures | no-common-ligatures ] || [ discretionary-ligatures | no-discretionary-ligatures ] || [ historical-ligatures | no-historical-ligatures ] || [ contextual | no-contextual ] ]
            font-variant-numeric; i; normal; normal | [ [ lining-nums | oldstyle-nums ] || [ proportional-nums | tabular-nums ] || [ diagonal-fractions | stacked-fractions ] || ordinal || slashed-zero ]
            font-variant-east-asian; i; normal; normal | [ [ jis78 | jis83 | jis90 | jis04 | simplified | traditional ] || [ full-width | proportional-width ] || ruby ]
            font-variant-alternates; i; normal; normal | [ historical-forms || stylistic( <custom-ident> ) || styleset( <custom-ident># ) || character-variant( <custom-ident># ) || swash( <custom-ident> ) || ornaments( <custom-ident> ) || annotation( <custom-ident> ) ]
            font-variant-position; i; normal; normal | sub | super
            font-variant-emoji; i; normal; normal | text | emoji | unicode
            font-feature-settings; i; normal; normal | [ <string> [ <integer [0,∞]> | on | off ]? ]#
            font-variation-settings; i; normal; normal | [ <string> <number> ]#
            font-optical-sizing; i; auto; auto | none
            font-language-override; i; normal; normal | <string>
            font-palette; i; normal; normal | light | dark | <dashed-ident>
            font-synthesis-weight; i; auto; auto | none
            font-synthesis-style; i; auto; auto | none | oblique-only
            font-synthesis-small-caps; i; auto; auto | none
            line-height; eiqf; normal; normal | <number [0,∞]> | <length-percentage [0,∞]>
            letter-spacing; eiqf; normal; normal | <length-percentage>
            word-spacing; eiqf; normal; normal | <length-percentage>
            text-align; ei; start; start | end | left | right | center | justify | match-parent | justify-all | -webkit-left | -webkit-right | -webkit-center | -webkit-auto | -internal-center
            text-align-last; i; auto; auto | start | end | left | right | center | justify | match-parent
            text-justify; i; auto; auto | none | inter-word | inter-character | distribute
            text-indent; eiqw; 0; <length-percentage> && hanging? && each-line?
            text-transform; ei; none; none | math-auto | [ [ capitalize | uppercase | lowercase ] || full-width || full-size-kana ]
            white-space-collapse; ei; collapse; collapse | preserve | preserve-breaks | preserve-spaces | break-spaces
            text-wrap-mode; ei; wrap; wrap | nowrap
            text-wrap-style; i; auto; auto | balance | stable | pretty
            tab-size; ei; 8; <number [0,∞]> | <length [0,∞]>
            word-break; i; normal; normal | break-all | keep-all | break-word | auto-phrase
            overflow-wrap; ei; normal; normal | break-word | anywhere
            line-break; i; auto; auto | loose | normal | strict | anywhere | after-white-space
            hyphens; ei; manual; none | manual | auto
            hyphenate-character; i; auto; auto | <string>
            hyphenate-limit-chars; i; auto; [ auto | <integer> ]{1,3}
            hanging-punctuation; i; none; none | [ first || [ force-end | allow-end ] || last ]
            text-overflow; ; clip; [ clip | ellipsis | <string> ]{1,2}
            -webkit-line-clamp; ; none; none | <integer [1,∞]>
            -webkit-box-orient; ; horizontal; horizontal | vertical | inline-axis | block-axis
            -webkit-box-direction; i; normal; normal | reverse
            -webkit-box-align; ; stretch; stretch | start | end | center | baseline
            -webkit-box-pack; ; start; start | end | center | justify
            -webkit-box-flex; ; 0; <number>
            -webkit-box-ordinal-group; ; 1; <integer [1,∞]>
            text-decoration-line; e; none; none | spelling-error | grammar-error | [ underline || overline || line-through || blink ]
            text-decoration-style; ; solid; solid | double | dotted | dashed | wavy
            text-decoration-color; ; currentcolor; <color>
            text-decoration-thickness; f; auto; auto | from-font | <length-percentage>
            text-decoration-skip-ink; i; auto; auto | none | all
            text-underline-position; ei; auto; auto | [ [ under | from-font ] || [ left | right ] ]
            text-underline-offset; eif; auto; auto | <length-percentage>
            text-emphasis-style; i; none; none | [ [ filled | open ] || [ dot | circle | double-circle | triangle | sesame ] ] | <string>
            text-emphasis-color; i; currentcolor; <color>
            text-emphasis-position; i; auto; auto | [ [ over | under ] && [ right | left ]? ]
            text-shadow; i; none; none | <text-shadow>#
            -webkit-text-fill-color; i; currentcolor; <color>
            -webkit-text-stroke-width; i; 0; <line-width>
            -webkit-text-stroke-color; i; currentcolor; <color>
            -webkit-text-security; i; none; none | disc | circle | square
            text-box-trim; ; none; none | trim-start | trim-end | trim-both
            text-box-edge; i; auto; auto | [ text | cap | ex | alphabetic ]{1,2}
            initial-letter; ; normal; normal | [ <number [1,∞]> <integer [1,∞]>? ]
            ruby-position; i; over; over | under | alternate
            ruby-align; i; space-around; start | center | space-between | space-around
            list-style-type; ei; disc; none | <string> | <counter-style>
            list-style-position; ei; outside; inside | outside
            list-style-image; ei; none; none | <image>
            quotes; ei; auto; auto | none | match-parent | [ <string> <string> ]+
            content; e; normal; normal | none | [ <content-item>+ [ / [ <string> | attr( <custom-ident> ) | counter( <custom-ident> ) ]+ ]? ]
            counter-reset; e; none; none | [ [ <custom-ident> | reversed( <custom-ident> ) ] <integer>? ]+
            counter-increment; e; none; none | <counters>
            counter-set; ; none; none | <counters>
            """;

    private TextTable() {}
}
