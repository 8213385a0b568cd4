package io.pressrun.css.condition;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.Names;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A media query list (mediaqueries-4). A query that is malformed, or that nobody can answer, does not hold. */
public final class MediaQueryList {
    private static final Set<String> RESERVED = Set.of("only", "not", "and", "or", "layer");

    /**
     * One query.
     *
     * @param condition null where there is none
     */
    private record Query(
            boolean negated, boolean type, @Nullable Condition condition) {
        static final Query NEVER = new Query(false, false, null);
    }

    private final List<Query> queries;

    private MediaQueryList(List<Query> queries) {
        this.queries = List.copyOf(queries);
    }

    public static MediaQueryList parse(List<ComponentValue> values) {
        List<Query> queries = new ArrayList<>();
        if (!Values.trimmed(values).isEmpty()) {
            for (List<ComponentValue> part : Values.byComma(values)) {
                queries.add(query(part));
            }
        }
        return new MediaQueryList(queries);
    }

    /** An empty list holds always. */
    public boolean holds(MediaEnvironment environment) {
        MediaTests tests = new MediaTests(environment);
        return queries.isEmpty() || queries.stream().anyMatch(query -> holds(query, tests));
    }

    private static boolean holds(Query query, MediaTests tests) {
        Truth truth = Truth.of(query.type());
        Condition condition = query.condition();
        if (condition != null) {
            truth = truth.and(condition.judge(tests));
        }
        return (query.negated() ? truth.negated() : truth) == Truth.TRUE;
    }

    private static Query query(List<ComponentValue> values) {
        Condition whole = Condition.parse(values);
        if (whole != null) {
            return new Query(false, true, whole);
        }
        int at = 0;
        String first = word(values, at);
        boolean negated = "not".equals(first);
        if (negated || "only".equals(first)) {
            at = next(values, at);
        }
        String type = word(values, at);
        if (type == null || RESERVED.contains(type)) {
            return Query.NEVER;
        }
        boolean printed = type.equals("all") || type.equals("print");
        at = next(values, at);
        if (at >= values.size()) {
            return new Query(negated, printed, null);
        }
        Condition condition = "and".equals(word(values, at))
                ? Condition.parse(values.subList(next(values, at), values.size()))
                : null;
        return condition == null || condition instanceof Condition.Any
                ? Query.NEVER
                : new Query(negated, printed, condition);
    }

    private static @Nullable String word(List<ComponentValue> values, int at) {
        return at < values.size() && values.get(at) instanceof Ident(String name) ? Names.lower(name) : null;
    }

    private static int next(List<ComponentValue> values, int at) {
        int next = at + 1;
        while (next < values.size() && values.get(next) == Mark.WHITE_SPACE) {
            next++;
        }
        return next;
    }
}
