package io.pressrun.css.selector;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pseudo-classes and pseudo-elements that are valid, by their names in lower case. */
final class PseudoNames {
    private static final Map<String, SimpleSelector> CLASSES = Map.ofEntries(
            entry("root", StructuralPseudo.ROOT),
            entry("scope", StructuralPseudo.SCOPE),
            entry("empty", StructuralPseudo.EMPTY),
            entry("first-child", StructuralPseudo.FIRST_CHILD),
            entry("last-child", StructuralPseudo.LAST_CHILD),
            entry("only-child", StructuralPseudo.ONLY_CHILD),
            entry("first-of-type", StructuralPseudo.FIRST_OF_TYPE),
            entry("last-of-type", StructuralPseudo.LAST_OF_TYPE),
            entry("only-of-type", StructuralPseudo.ONLY_OF_TYPE),
            entry("link", StatePseudo.LINK),
            entry("any-link", StatePseudo.LINK),
            entry("-webkit-any-link", StatePseudo.LINK),
            entry("defined", StatePseudo.DEFINED),
            entry("open", StatePseudo.OPEN),
            entry("checked", StatePseudo.CHECKED),
            entry("indeterminate", StatePseudo.INDETERMINATE),
            entry("default", StatePseudo.DEFAULT),
            entry("disabled", StatePseudo.DISABLED),
            entry("enabled", StatePseudo.ENABLED),
            entry("required", StatePseudo.REQUIRED),
            entry("optional", StatePseudo.OPTIONAL),
            entry("read-only", StatePseudo.READ_ONLY),
            entry("read-write", StatePseudo.READ_WRITE),
            entry("placeholder-shown", StatePseudo.PLACEHOLDER_SHOWN),
            entry("valid", StatePseudo.VALID),
            entry("invalid", StatePseudo.INVALID),
            entry("in-range", StatePseudo.IN_RANGE),
            entry("out-of-range", StatePseudo.OUT_OF_RANGE));

    /** What has no meaning without a user, a script, a window or a shadow tree. */
    private static final Set<String> NEVER = Set.of(
            "active",
            "active-view-transition",
            "autofill",
            "-webkit-autofill",
            "buffering",
            "current",
            "focus",
            "focus-visible",
            "focus-within",
            "fullscreen",
            "-webkit-full-screen",
            "future",
            "has-slotted",
            "host",
            "hover",
            "local-link",
            "modal",
            "muted",
            "past",
            "paused",
            "picture-in-picture",
            "playing",
            "popover-open",
            "seeking",
            "stalled",
            "target",
            "target-current",
            "target-within",
            "user-invalid",
            "user-valid",
            "visited",
            "volume-locked",
            "xr-overlay",
            "-webkit-drag",
            "-webkit-resizer");

    private static final Set<String> NEVER_FUNCTIONS =
            Set.of("host", "host-context", "state", "active-view-transition-type", "current");

    private static final Set<String> ABSENT_ELEMENTS = Set.of(
            "backdrop",
            "checkmark",
            "column",
            "cue",
            "details-content",
            "file-selector-button",
            "grammar-error",
            "picker-icon",
            "search-text",
            "selection",
            "spelling-error",
            "target-text",
            "view-transition");

    private static final Set<String> ABSENT_FUNCTIONS = Set.of(
            "cue",
            "highlight",
            "part",
            "picker",
            "scroll-button",
            "slotted",
            "view-transition-group",
            "view-transition-image-pair",
            "view-transition-new",
            "view-transition-old");

    /** Those that may be written with one colon. */
    private static final Set<String> OLD_ELEMENTS = Set.of("before", "after", "first-line", "first-letter");

    private PseudoNames() {}

    /** The pseudo-class with this name; null if it is unknown or takes arguments. */
    static @Nullable SimpleSelector pseudoClass(String name) {
        SimpleSelector known = CLASSES.get(name);
        return known == null && NEVER.contains(name) ? StructuralPseudo.NEVER : known;
    }

    static boolean neverMatchingFunction(String name) {
        return NEVER_FUNCTIONS.contains(name);
    }

    static boolean writtenWithOneColon(String name) {
        return OLD_ELEMENTS.contains(name);
    }

    /** The pseudo-element with this name; null if it is unknown. */
    static @Nullable PseudoElement pseudoElement(String name) {
        for (PseudoElement element : PseudoElement.values()) {
            if (element.word().equals(name) && element != PseudoElement.ABSENT) {
                return element;
            }
        }
        return name.startsWith("-webkit-") || ABSENT_ELEMENTS.contains(name) ? PseudoElement.ABSENT : null;
    }

    static @Nullable PseudoElement pseudoElementFunction(String name) {
        return name.startsWith("-webkit-") || ABSENT_FUNCTIONS.contains(name) ? PseudoElement.ABSENT : null;
    }
}
