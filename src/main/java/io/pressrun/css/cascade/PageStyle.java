package io.pressrun.css.cascade;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What applies to a page.
 *
 * @param margins margin boxes by their names, such as {@code top-left}, and the {@code footnote} area
 */
public record PageStyle(CascadedStyle page, Map<String, CascadedStyle> margins) {
    /**
     * What page selectors ask of a page (css-page-3, 3).
     *
     * @param name by the property {@code page}; null without one
     * @param number from 1
     */
    public record Page(@Nullable String name, int number, boolean left, boolean blank) {}

    public PageStyle {
        margins = Map.copyOf(margins);
    }
}
