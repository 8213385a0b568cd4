package io.pressrun.css.property;

/** Columns, flex, grid, alignment and pages (css-multicol-1, css-flexbox-1, css-grid-2, css-align-3, css-page-3, css-gcpm-3). */
final class LayoutTable {
    static final String ROWS = """
            column-count; e; auto; auto | <integer [1,∞]>
            column-width; ; auto; auto | <length [0,∞]>
            column-gap; ew; normal; normal | <length-percentage [0,∞]>
            row-gap; h; normal; normal | <length-percentage [0,∞]>
            column-rule-color; ; currentcolor; <color>
            column-rule-style; ; none; <line-style>
            column-rule-width; ; medium; <line-width>
            column-fill; ; balance; auto | balance | balance-all
            column-span; ; none; none | all
            flex-direction; ; row; row | row-reverse | column | column-reverse
            flex-wrap; ; nowrap; nowrap | wrap | wrap-reverse
            flex-grow; ; 0; <number [0,∞]>
            flex-shrink; ; 1; <number [0,∞]>
            flex-basis; w; auto; auto | content | <extent> | <length-percentage [0,∞]>
            order; ; 0; <integer>
            align-content; ; normal; normal | <baseline> | <content-distribution> | [ <overflow-position>? <content-place> ]
            justify-content; ; normal; normal | left | right | <content-distribution> | [ <overflow-position>? [ <content-place> | left | right ] ]
            align-items; ; normal; normal | stretch | anchor-center | <baseline> | [ <overflow-position>? <self-place> ]
            justify-items; ; legacy; normal | stretch | anchor-center | <baseline> | left | right | [ <overflow-position>? [ <self-place> | left | right ] ] | [ legacy && [ left | right | center ]? ]
            align-self; ; auto; auto | normal | stretch | anchor-center | <baseline> | [ <overflow-position>? <self-place> ]
            justify-self; ; auto; auto | normal | stretch | anchor-center | <baseline> | left | right | [ <overflow-position>? [ <self-place> | left | right ] ]
            grid-template-columns; w; none; none | <track-list>
            grid-template-rows; h; none; none | <track-list>
            grid-template-areas; ; none; none | <areas>
            grid-auto-columns; w; auto; <auto-tracks>
            grid-auto-rows; h; auto; <auto-tracks>
            grid-auto-flow; ; row; [ row | column ] || dense
            grid-row-start; ; auto; <grid-line>
            grid-row-end; ; auto; <grid-line>
            grid-column-start; ; auto; <grid-line>
            grid-column-end; ; auto; <grid-line>
            page; ei; auto; auto | <custom-ident>
            size; e; auto; auto | <length [0,∞]>{1,2} | [ [ a3 | a4 | a5 | a6 | a7 | a8 | a9 | a10 | a0 | a1 | a2 | b0 | b1 | b2 | b3 | b4 | b5 | b6 | b7 | b8 | b9 | b10 | c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | jis-b4 | jis-b5 | letter | legal | ledger | executive | tabloid ] || [ portrait | landscape ] ]
            page-orientation; ; upright; upright | rotate-left | rotate-right
            marks; ; none; none | [ crop || cross ]
            bleed; ; auto; auto | <length>
            break-before; e; auto; <break>
            break-after; e; auto; <break>
            break-inside; e; auto; auto | avoid | avoid-page | avoid-column | avoid-region
            orphans; ei; 2; <integer [1,∞]>
            widows; ei; 2; <integer [1,∞]>
            margin-break; ; auto; auto | keep | discard
            string-set; ; none; none | [ <custom-ident> <content-item>+ ]#
            bookmark-level; ; none; none | <integer [1,∞]>
            bookmark-label; ; none; none | <content-item>+
            bookmark-state; ; open; open | closed
            footnote-display; ; block; block | inline | compact
            footnote-policy; ; auto; auto | line | block
            print-color-adjust; in; economy; economy | exact
            """;

    /** The engine's own, passed on as they are written. */
    static final String ENGINE = """
            -fs-border-rendering; ei; auto; <any>
            -fs-border-spacing-horizontal; e; 0; <any>
            -fs-border-spacing-vertical; e; 0; <any>
            -fs-dynamic-auto-width; e; static; <any>
            -fs-font-subset; e; subset; <any>
            -fs-checkbox-style; e; check; <any>
            -fs-keep-with-inline; e; auto; <any>
            -fs-page-width; e; auto; <any>
            -fs-page-height; e; auto; <any>
            -fs-page-sequence; e; auto; <any>
            -fs-pdf-font-embed; e; auto; <any>
            -fs-pdf-font-encoding; e; cp1252; <any>
            -fs-page-orientation; e; auto; <any>
            -fs-table-paginate; e; auto; <any>
            -fs-text-decoration-extent; e; line; <any>
            -fs-fit-images-to-width; e; auto; <any>
            -fs-named-destination; e; none; <any>
            -fs-page-break-min-height; ei; 0; <any>
            -fs-max-justification-inter-word; ei; 2cm; <any>
            -fs-max-justification-inter-char; ei; 0.5mm; <any>
            -fs-table-cell-colspan; e; 1; <any>
            -fs-table-cell-rowspan; e; 1; <any>
            -fs-max-overflow-pages; e; 0; <any>
            -fs-overflow-pages-direction; e; ltr; <any>
            """;

    /** The geometry and paint of SVG (SVG 2, section 6). */
    static final String SVG = """
            fill; i; black; none | context-fill | context-stroke | <color> | [ <url> [ none | <color> ]? ]
            fill-opacity; i; 1; <alpha>
            fill-rule; i; nonzero; nonzero | evenodd
            clip-rule; i; nonzero; nonzero | evenodd
            stroke; i; none; none | context-fill | context-stroke | <color> | [ <url> [ none | <color> ]? ]
            stroke-opacity; i; 1; <alpha>
            stroke-width; iv; 1px; <number [0,∞]> | <length-percentage [0,∞]>
            stroke-linecap; i; butt; butt | round | square
            stroke-linejoin; i; miter; miter | round | bevel | miter-clip | arcs
            stroke-miterlimit; i; 4; <number [0,∞]>
            stroke-dasharray; iv; none; none | [ <number [0,∞]> | <length-percentage [0,∞]> ]+ | [ [ <number [0,∞]> | <length-percentage [0,∞]> ]+ ]#
            stroke-dashoffset; iv; 0; <number> | <length-percentage>
            stop-color; ; black; <color>
            stop-opacity; ; 1; <alpha>
            flood-color; ; black; <color>
            flood-opacity; ; 1; <alpha>
            lighting-color; ; white; <color>
            color-interpolation; i; srgb; auto | srgb | linearrgb
            color-interpolation-filters; i; linearrgb; auto | srgb | linearrgb
            marker-start; i; none; none | <url>
            marker-mid; i; none; none | <url>
            marker-end; i; none; none | <url>
            paint-order; i; normal; normal | [ fill || stroke || markers ]
            vector-effect; ; none; none | non-scaling-stroke
            shape-rendering; i; auto; auto | optimizespeed | crispedges | geometricprecision
            text-rendering; i; auto; auto | optimizespeed | optimizelegibility | geometricprecision
            text-anchor; i; start; start | middle | end
            dominant-baseline; i; auto; auto | text-bottom | alphabetic | ideographic | middle | central | mathematical | hanging | text-top | text-before-edge | text-after-edge | use-script | no-change | reset-size
            alignment-baseline; ; baseline; auto | baseline | text-bottom | alphabetic | ideographic | middle | central | mathematical | text-top | top | center | bottom | before-edge | text-before-edge | after-edge | text-after-edge | hanging
            baseline-shift; ; 0; sub | super | baseline | <length-percentage>
            cx; v; 0; <number> | <length-percentage>
            cy; v; 0; <number> | <length-percentage>
            r; v; 0; <number [0,∞]> | <length-percentage [0,∞]>
            rx; v; auto; auto | <number [0,∞]> | <length-percentage [0,∞]>
            ry; v; auto; auto | <number [0,∞]> | <length-percentage [0,∞]>
            x; v; 0; <number> | <length-percentage>
            y; v; 0; <number> | <length-percentage>
            d; ; none; none | path( <string> )
            """;

    private LayoutTable() {}
}
