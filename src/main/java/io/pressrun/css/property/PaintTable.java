package io.pressrun.css.property;

/** Backgrounds, borders, outlines, shadows and masks (css-backgrounds-3, css-ui-4, css-masking-1). */
final class PaintTable {
    static final String ROWS = """
            background-color; eq; transparent; <color>
            background-image; e; none; [ none | <image> ]#
            background-position-x; es; 0%; <position-x>#
            background-position-y; es; 0%; <position-y>#
            background-size; es; auto; [ cover | contain | <size>{1,2} ]#
            background-repeat; e; repeat; [ repeat-x | repeat-y | [ repeat | space | round | no-repeat ]{1,2} ]#
            background-attachment; e; scroll; [ scroll | fixed | local ]#
            background-origin; ; padding-box; <box>#
            background-clip; ; border-box; [ <box> | text | border-area ]#
            background-blend-mode; ; normal; [ normal | multiply | screen | overlay | darken | lighten | color-dodge | color-burn | hard-light | soft-light | difference | exclusion | hue | saturation | color | luminosity ]#
            border-top-color; eq; currentcolor; <color>
            border-right-color; eq; currentcolor; <color>
            border-bottom-color; eq; currentcolor; <color>
            border-left-color; eq; currentcolor; <color>
            border-top-style; e; none; <line-style>
            border-right-style; e; none; <line-style>
            border-bottom-style; e; none; <line-style>
            border-left-style; e; none; <line-style>
            border-top-width; eq; medium; <line-width>
            border-right-width; eq; medium; <line-width>
            border-bottom-width; eq; medium; <line-width>
            border-left-width; eq; medium; <line-width>
            border-top-left-radius; es; 0; <length-percentage [0,∞]>{1,2}
            border-top-right-radius; es; 0; <length-percentage [0,∞]>{1,2}
            border-bottom-right-radius; es; 0; <length-percentage [0,∞]>{1,2}
            border-bottom-left-radius; es; 0; <length-percentage [0,∞]>{1,2}
            border-image-source; ; none; none | <image>
            border-image-slice; ; 100%; [ <number [0,∞]> | <percentage [0,∞]> ]{1,4} && fill?
            border-image-width; s; 1; [ auto | <number [0,∞]> | <length-percentage [0,∞]> ]{1,4}
            border-image-outset; ; 0; [ <number [0,∞]> | <length [0,∞]> ]{1,4}
            border-image-repeat; ; stretch; [ stretch | repeat | round | space ]{1,2}
            outline-color; e; currentcolor; auto | invert | <color>
            outline-style; e; none; auto | none | dotted | dashed | solid | double | groove | ridge | inset | outset
            outline-width; e; medium; <line-width>
            outline-offset; ; 0; <length>
            box-shadow; ; none; none | <shadow>#
            box-decoration-break; ; slice; slice | clone
            mask-image; ; none; [ none | <image> | <url> ]#
            mask-position; s; 0% 0%; <position>#
            mask-size; s; auto; [ cover | contain | <size>{1,2} ]#
            mask-repeat; ; repeat; [ repeat-x | repeat-y | [ repeat | space | round | no-repeat ]{1,2} ]#
            mask-origin; ; border-box; [ <box> | fill-box | stroke-box | view-box ]#
            mask-clip; ; border-box; [ <box> | fill-box | stroke-box | view-box | no-clip | text ]#
            mask-composite; ; add; [ add | subtract | intersect | exclude | source-over | source-in | source-out | xor ]#
            mask-mode; ; match-source; [ alpha | luminance | match-source ]#
            mask-type; ; luminance; luminance | alpha
            -webkit-box-reflect; ; none; none | <any>
            """;

    private PaintTable() {}
}
