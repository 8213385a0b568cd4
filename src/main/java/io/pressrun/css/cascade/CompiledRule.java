package io.pressrun.css.cascade;

import io.pressrun.css.selector.Selector;
import org.jspecify.annotations.Nullable;

/**
 * The declarations of a style rule, or some of them, where rules nested in it stand between.
 *
 * @param layer in its stylesheet
 * @param condition in its stylesheet
 * @param order of appearance in its stylesheet
 */
record CompiledRule(
        DeclarationBlock block,
        String selector,
        int line,
        int column,
        int layer,
        int condition,
        @Nullable Scope scope,
        int order) {
    /**
     * A rule by one of its selectors.
     *
     * @param index among all of its stylesheet
     * @param buckets in how many buckets it is
     */
    record Entry(Selector selector, CompiledRule rule, int index, int buckets) {}
}
