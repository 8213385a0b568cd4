package io.pressrun.css.style;

import io.pressrun.css.cascade.CascadedStyle;
import io.pressrun.css.cascade.DocumentStyles;
import io.pressrun.css.selector.PseudoElement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The computed styles of the elements of one document. For one thread. */
public final class ElementStyles {
    private final DocumentStyles cascade;
    private final StyleComputer computer;
    private final Winners winners = new Winners();
    private final Map<Element, ComputedStyle> known = new HashMap<>();

    public ElementStyles(DocumentStyles cascade, StyleComputer computer) {
        this.cascade = cascade;
        this.computer = computer;
    }

    /** The style of an element; its parents' are computed before it. */
    public ComputedStyle of(Element element) {
        ComputedStyle style = known.get(element);
        if (style != null) {
            return style;
        }
        Deque<Element> chain = new ArrayDeque<>();
        Node at = element;
        while (at instanceof Element each && !known.containsKey(each)) {
            chain.push(each);
            at = each.getParentNode();
        }
        ComputedStyle parent = at instanceof Element each ? known.get(each) : null;
        while (!chain.isEmpty()) {
            Element each = chain.pop();
            parent = compute(cascade.of(each).own(), parent, each);
            known.put(each, parent);
        }
        return parent == null ? compute(cascade.of(element).own(), null, element) : parent;
    }

    /** The style of an element's pseudo-element; null if no rule selects it. */
    public @Nullable ComputedStyle of(Element element, PseudoElement pseudo) {
        CascadedStyle style = cascade.of(element).pseudoElements().get(pseudo);
        return style == null ? null : compute(style, of(element), element);
    }

    /** The style of a page or of one of its margin boxes. */
    public ComputedStyle of(CascadedStyle style, @Nullable ComputedStyle parent) {
        return computer.compute(winners.of(style), parent);
    }

    private ComputedStyle compute(CascadedStyle style, @Nullable ComputedStyle parent, Element element) {
        return computer.compute(
                winners.of(style), parent, name -> element.hasAttribute(name) ? element.getAttribute(name) : null);
    }
}
