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

    /** The answers for the pages that were asked for last, since most documents have pages of one size. */
    private static final class Judged {
        private final MediaEnvironment environment;
        private final boolean[] holds;

        Judged(MediaEnvironment environment, boolean[] holds) {
            this.environment = environment;
            this.holds = holds;
        }
    }

    private volatile @Nullable Judged last;

    /** Whether the media queries of each condition, and of those around it, hold. The array is not to be changed. */
    boolean[] judge(MediaEnvironment environment) {
        Judged known = last;
        if (known == null || !known.environment.equals(environment)) {
            known = new Judged(environment, judged(environment));
            last = known;
        }
        return known.holds;
    }

    private boolean[] judged(MediaEnvironment environment) {
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
        List<ContainerCondition> found = List.of();
        for (int i = condition; i != NONE; i = nodes.get(i).parent()) {
            ContainerCondition container = nodes.get(i).container();
            if (container != null) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(container);
            }
        }
        return found;
    }
}
