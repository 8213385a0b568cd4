package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What values a property or a function takes, by a definition such as {@code auto | <length-percentage [0,∞]>}. Immutable
 * and shared by all threads. Alternatives are tried in their order, and the first that fits is taken.
 */
public final class ValueGrammar {
    private final Node node;

    private ValueGrammar(Node node) {
        this.node = node;
    }

    /**
     * The grammar of a definition.
     *
     * @throws IllegalArgumentException if the definition is wrong
     */
    public static ValueGrammar of(String definition) {
        return new ValueGrammar(new Definition(definition).read());
    }

    /** The value if all that is left is one, or null. */
    public @Nullable Value parse(Cursor at) {
        List<Value> out = new ArrayList<>();
        return node.matchAll(at, out) && !out.isEmpty() ? Node.whole(out) : null;
    }

    /** The value if one begins here, or null; goes on behind it. */
    public @Nullable Value take(Cursor at) {
        List<Value> out = new ArrayList<>();
        return node.match(at, out) && !out.isEmpty() ? Node.whole(out) : null;
    }
}
