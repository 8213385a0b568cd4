package io.pressrun.css.property;

/** Boxes: their kind, place, size, edges and effects (CSS 2.1; css-display-3, css-position-3, css-sizing-3 and others). */
final class BoxTable {
    static final String ROWS = """
            display; e; inline; none | contents | block | inline | inline-block | list-item | flow-root | table | inline-table | table-row-group | table-header-group | table-footer-group | table-row | table-cell | table-column-group | table-column | table-caption | flex | inline-flex | grid | inline-grid | ruby | ruby-base | ruby-text | math | run-in | -webkit-box | -webkit-inline-box | -webkit-flex | -webkit-inline-flex | [ [ block | inline | run-in ] || [ flow | flow-root | table | flex | grid | ruby ] || list-item ]
            position; e; static; static | relative | absolute | fixed | sticky | -webkit-sticky | running( <custom-ident> )
            float; e; none; none | left | right | inline-start | inline-end | footnote
            clear; e; none; none | left | right | both | inline-start | inline-end
            top; eqh; auto; auto | <length-percentage>
            right; eqw; auto; auto | <length-percentage>
            bottom; eqh; auto; auto | <length-percentage>
            left; eqw; auto; auto | <length-percentage>
            z-index; e; auto; auto | <integer>
            visibility; ei; visible; visible | hidden | collapse
            opacity; ; 1; <alpha>
            box-sizing; e; content-box; content-box | border-box
            width; eqw; auto; auto | <extent> | <length-percentage [0,∞]>
            height; eqh; auto; auto | <extent> | <length-percentage [0,∞]>
            min-width; eqw; auto; auto | <extent> | <length-percentage [0,∞]>
            min-height; eqh; auto; auto | <extent> | <length-percentage [0,∞]>
            max-width; eqw; none; none | <extent> | <length-percentage [0,∞]>
            max-height; eqh; none; none | <extent> | <length-percentage [0,∞]>
            aspect-ratio; ; auto; auto || [ <number [0,∞]> [ / <number [0,∞]> ]? ]
            margin-top; eqw; 0; auto | <length-percentage>
            margin-right; eqw; 0; auto | <length-percentage>
            margin-bottom; eqw; 0; auto | <length-percentage>
            margin-left; eqw; 0; auto | <length-percentage>
            padding-top; eqw; 0; <length-percentage [0,∞]>
            padding-right; eqw; 0; <length-percentage [0,∞]>
            padding-bottom; eqw; 0; <length-percentage [0,∞]>
            padding-left; eqw; 0; <length-percentage [0,∞]>
            overflow-x; e; visible; visible | hidden | clip | scroll | auto | overlay
            overflow-y; e; visible; visible | hidden | clip | scroll | auto | overlay
            overflow-clip-margin; ; 0; <box> || <length [0,∞]>
            clip; e; auto; auto | rect( [ auto | <length> ]#{4} ) | rect( [ auto | <length> ]{4} )
            clip-path; s; none; none | <url> | [ <shape> || [ <box> | margin-box | fill-box | stroke-box | view-box ] ]
            object-fit; ; fill; fill | contain | cover | none | scale-down
            object-position; s; 50% 50%; <position>
            vertical-align; eql; baseline; baseline | sub | super | text-top | text-bottom | middle | top | bottom | -webkit-baseline-middle | <length-percentage>
            border-collapse; ei; separate; separate | collapse
            border-spacing; eiq; 0; <length [0,∞]>{1,2}
            caption-side; ei; top; top | bottom | block-start | block-end | inline-start | inline-end
            empty-cells; ei; show; show | hide
            table-layout; e; auto; auto | fixed
            isolation; ; auto; auto | isolate
            mix-blend-mode; ; normal; normal | multiply | screen | overlay | darken | lighten | color-dodge | color-burn | hard-light | soft-light | difference | exclusion | hue | saturation | color | luminosity | plus-lighter | plus-darker
            content-visibility; ; visible; visible | auto | hidden
            contain; ; none; none | strict | content | [ [ size | inline-size ] || layout || style || paint ]
            container-type; ; normal; normal | size | inline-size | [ [ size | inline-size ] || scroll-state ]
            container-name; ; none; none | <custom-ident>+
            zoom; ; 1; normal | reset | <ratio-number [0,∞]>
            filter; ; none; none | <filter>+
            backdrop-filter; ; none; none | <filter>+
            transform; es; none; none | <transform>+
            transform-origin; es; 50% 50%; <origin> <length>?
            transform-box; ; view-box; content-box | border-box | fill-box | stroke-box | view-box
            transform-style; ; flat; flat | preserve-3d
            translate; s; none; none | [ <length-percentage> [ <length-percentage> <length>? ]? ]
            rotate; ; none; none | <angle> | [ [ x | y | z | <number>{3} ] && <angle> ]
            scale; ; none; none | <ratio-number>{1,3}
            perspective; ; none; none | <length [0,∞]>
            perspective-origin; s; 50% 50%; <position>
            backface-visibility; ; visible; visible | hidden
            shape-outside; s; none; none | <shape> || [ <box> | margin-box ] | <image>
            shape-margin; w; 0; <length-percentage [0,∞]>
            shape-image-threshold; ; 0; <alpha>
            image-rendering; ei; auto; auto | smooth | high-quality | pixelated | crisp-edges | -webkit-optimize-contrast
            image-orientation; i; from-image; from-image | none | [ <angle> || flip ]
            appearance; ; none; none | auto | base-select | button | checkbox | listbox | menulist | menulist-button | meter | progress-bar | push-button | radio | searchfield | slider-horizontal | square-button | textarea | textfield
            field-sizing; ; fixed; fixed | content
            accent-color; i; auto; auto | <color>
            color-scheme; in; normal; normal | [ light | dark | only | <custom-ident> ]+
            """;

    private BoxTable() {}
}
