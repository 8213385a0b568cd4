package io.pressrun.css;

import java.util.Set;

/** Which at-rules and properties of CSS are read, and as what. */
final class CssRules {
    private static final Set<String> NO_IMAGE = Set.of(
            "cursor",
            "filter",
            "backdrop-filter",
            "clip-path",
            "shape-outside",
            "offset-path",
            "behavior",
            "-ms-behavior",
            "-moz-binding",
            "src");
    private static final Set<String> TRANSPARENT_RULES =
            Set.of("container", "scope", "document", "-moz-document", "starting-style", "page");
    private static final Set<String> GROUPS = Set.of("media", "supports", "layer");

    private CssRules() {}

    /** Whether an address in the property's value is never that of an image. */
    static boolean takesNoImage(String property) {
        return NO_IMAGE.contains(property);
    }

    /** The kind of an at-rule's block, in the bits of {@link CssBlocks}. */
    static int blockOf(String rule, String prelude, MediaQueries media) {
        if (GROUPS.contains(rule)) {
            boolean applies = switch (rule) {
                case "media" -> media.mayPrint(prelude);
                case "supports" -> MediaQueries.maySupport(prelude);
                default -> true;
            };
            return CssBlocks.GROUP | (applies ? 0 : CssBlocks.SKIPPED);
        }
        if (rule.equals("font-face")) {
            return CssBlocks.FONT_FACE;
        }
        return isTransparent(rule) ? 0 : CssBlocks.SKIPPED;
    }

    /** Whether the block of an at-rule holds what is read: rules, pages and page margin boxes. */
    private static boolean isTransparent(String name) {
        return TRANSPARENT_RULES.contains(name)
                || name.startsWith("top-")
                || name.startsWith("bottom-")
                || name.startsWith("left-")
                || name.startsWith("right-");
    }
}
