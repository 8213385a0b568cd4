package io.pressrun.css.cascade;

import io.pressrun.css.selector.Namespaces;
import io.pressrun.css.selector.Nesting;
import io.pressrun.css.selector.SelectorList;
import org.jspecify.annotations.Nullable;

/**
 * What a rule stands in.
 *
 * @param style the selectors that declarations here are for; null where there can be none
 * @param selector those as written
 */
record RuleContext(
        Namespaces namespaces,
        Nesting nesting,
        @Nullable SelectorList style,
        String selector,
        int layer,
        int condition,
        @Nullable Scope scope) {
    static final RuleContext TOP =
            new RuleContext(Namespaces.NONE, Nesting.NONE, null, "", LayerNames.NONE, Conditions.NONE, null);

    RuleContext with(Namespaces declared) {
        return new RuleContext(declared, nesting, style, selector, layer, condition, scope);
    }

    RuleContext withinStyle(SelectorList selectors, String written) {
        return new RuleContext(namespaces, new Nesting.Within(selectors), selectors, written, layer, condition, scope);
    }

    RuleContext withinScope(Scope inner, SelectorList root, String written) {
        return new RuleContext(namespaces, Nesting.SCOPED, root, written, layer, condition, inner);
    }

    RuleContext withinLayer(int inner) {
        return new RuleContext(namespaces, nesting, style, selector, inner, condition, scope);
    }

    RuleContext withinCondition(int inner) {
        return new RuleContext(namespaces, nesting, style, selector, layer, inner, scope);
    }
}
