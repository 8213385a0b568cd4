package io.pressrun.css.selector;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts siblings by name, all of one parent at once, for {@code :nth-of-type()} and its kin. */
final class SiblingTypes {
    private record TypeName(@Nullable String namespace, String name) {}

    private SiblingTypes() {}

    static void count(ElementNode node) {
        if (node.parent == null) {
            node.typeIndex = 1;
            node.typeIndexFromEnd = 1;
            return;
        }
        Map<TypeName, Integer> seen = new HashMap<>();
        for (ElementNode child = node.parent.firstChild; child != null; child = child.next) {
            child.typeIndex = seen.merge(new TypeName(child.namespace, child.name), 1, Integer::sum);
        }
        for (ElementNode child = node.parent.firstChild; child != null; child = child.next) {
            int all = seen.getOrDefault(new TypeName(child.namespace, child.name), 0);
            child.typeIndexFromEnd = all - child.typeIndex + 1;
        }
    }
}
