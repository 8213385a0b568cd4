package io.pressrun.render.svg;

/** Says why an SVG is not given to the drawer, as a sentence for the warning that goes on from a colon. */
final class SvgRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    SvgRefused(String reason) {
        super(reason);
    }
}
