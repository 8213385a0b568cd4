package io.pressrun.css.property;

import java.util.Set;
import java.util.regex.Pattern;

/** The names of properties of which nothing can be seen on paper, and of those meant for others. */
final class Unprinted {
    private static final Set<String> INVISIBLE = Set.of(
            "cursor",
            "pointer-events",
            "user-select",
            "will-change",
            "touch-action",
            "resize",
            "caret",
            "caret-color",
            "caret-shape",
            "caret-animation",
            "nav-up",
            "nav-down",
            "nav-left",
            "nav-right",
            "app-region",
            "interpolate-size",
            "interactivity",
            "ime-mode",
            "text-size-adjust",
            "font-smooth",
            "font-smoothing",
            "font-display",
            "azimuth",
            "elevation",
            "volume",
            "pitch",
            "pitch-range",
            "richness",
            "stress",
            "play-during",
            "speak-header",
            "speak-numeral",
            "speak-punctuation",
            "speech-rate",
            "dynamic-range-limit",
            "-webkit-font-smoothing",
            "-webkit-overflow-scrolling",
            "-webkit-rtl-ordering",
            "-webkit-app-region",
            "-webkit-locale",
            "-webkit-highlight",
            "-webkit-line-break",
            "-webkit-user-drag",
            "-webkit-user-modify",
            "-webkit-user-select");
    private static final Pattern INVISIBLE_KINDS = Pattern.compile(
            "(?:-webkit-)?(?:transition|animation)(?:-.*)?|scroll(?:bar)?-.*|overscroll-behavior(?:-.*)?|"
                    + "overflow-anchor|view-transition-.*|(?:view|scroll)-timeline(?:-.*)?|timeline-scope|timeline-trigger.*|"
                    + "(?:speak|voice|cue|pause|rest)(?:-.*)?|-webkit-(?:tap|touch)-.*|-webkit-text-size-adjust");
    private static final Pattern FOREIGN = Pattern.compile(
            "(?:-(?:moz|ms|o|webkit|khtml|apple|epub|premailer|hp|ro|tc|wap|atsc|xv|rim|ah|servo|internal)|mso)-.*|[_*].+");

    private Unprinted() {}

    static Role role(String name) {
        if (INVISIBLE.contains(name) || INVISIBLE_KINDS.matcher(name).matches()) {
            return Role.INVISIBLE;
        }
        return FOREIGN.matcher(name).matches() ? Role.FOREIGN : Role.UNKNOWN;
    }
}
