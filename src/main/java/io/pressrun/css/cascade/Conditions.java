package io.pressrun.css.cascade;

import io.pressrun.css.condition.ContainerQuery;
import io.pressrun.css.condition.MediaEnvironment;
import io.pressrun.css.condition.MediaQueryList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions within a stylesheet, each with the one that it stands in. */
final class Conditions {
    /** The condition of what stands in none. */
    static final int NONE = -1;

    /** A media query list or, where that is null, a container query. */
    private record Node(
            int parent,
            @Nullable MediaQueryList media,
            @Nullable ContainerCondition container) {}

    /** A container query, and where it was written. */
    record ContainerCondition(ContainerQuery query, String text, int line, int column) {}

    private final List<Node> nodes = new ArrayList<>();

    int media(MediaQueryList list, int parent) {
        nodes.add(new Node(parent, list, null));
        return nodes.size() - 1;
    }

    int container(ContainerCondition condition, int parent) {
        nodes.add(new Node(parent, null, condition));
        return nodes.size() - 1;
    }

    /** Whether the media queries of each condition, and of those around it, hold. */
    boolean[] judge(MediaEnvironment environment) {
        boolean[] holds = new boolean[nodes.size()];
        for (int i = 0; i < holds.length; i++) {
            Node node = nodes.get(i);
            holds[i] = (node.parent() == NONE || holds[node.parent()])
                    && (node.media() == null || node.media().holds(environment));
        }
        return holds;
    }

    /** The container queries that the condition and those around it ask. */
    List<ContainerCondition> containers(int condition) {
        List<ContainerCondition> found = new ArrayList<>();
        for (int i = condition; i != NONE; i = nodes.get(i).parent()) {
            ContainerCondition container = nodes.get(i).container();
            if (container != null) {
                found.add(container);
            }
        }
        return found;
    }
}
