package io.pressrun.css.cascade;

import io.pressrun.css.selector.PseudoElement;
import java.util.Map;

/**
 * The style of an element and of its pseudo-elements. Elements to which the same declarations apply in a document have
 * the same object.
 *
 * @param pseudoElements those that some rule selects; {@code ::before} and {@code ::after} only with content
 */
public record ElementStyle(CascadedStyle own, Map<PseudoElement, CascadedStyle> pseudoElements) {
    static final ElementStyle EMPTY = new ElementStyle(CascadedStyle.EMPTY, Map.of());

    public ElementStyle {
        pseudoElements = Map.copyOf(pseudoElements);
    }
}
