package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the parts of a grammar are put together. */
final class Combinators {
    private Combinators() {}

    /** Keywords, one of them. */
    record Words(Map<String, Value.Keyword> words) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            String name = at.ident();
            Value.Keyword word = name == null ? null : words.get(name);
            if (word == null) {
                return false;
            }
            out.add(word);
            at.advance();
            return true;
        }
    }

    /** The first that fits. */
    record OneOf(List<Node> nodes) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            for (Node node : nodes) {
                if (node.match(at, out)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean matchAll(Cursor at, List<Value> out) {
            for (Node node : nodes) {
                if (node.matchAll(at, out)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** One after the other. */
    record InOrder(List<Node> nodes) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            int mark = at.mark();
            int size = out.size();
            for (Node node : nodes) {
                if (!node.match(at, out)) {
                    Node.undo(at, mark, out, size);
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * In any order, and what was read in that of the grammar.
     *
     * @param all whether each must be there, rather than one at least
     */
    record AnyOrder(List<Node> nodes, boolean all) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            int mark = at.mark();
            List<List<Value>> found = new ArrayList<>();
            nodes.forEach(_ -> found.add(List.of()));
            boolean[] done = new boolean[nodes.size()];
            boolean more = true;
            int count = 0;
            while (more && !at.atEnd()) {
                more = false;
                for (int index = 0; index < done.length && !more; index++) {
                    List<Value> read = new ArrayList<>();
                    int before = at.mark();
                    if (!done[index] && nodes.get(index).match(at, read) && at.mark() > before) {
                        done[index] = true;
                        found.set(index, read);
                        more = true;
                        count++;
                    }
                }
            }
            if (count == 0 || all && !restIsOptional(at, done)) {
                at.reset(mark);
                return false;
            }
            found.forEach(out::addAll);
            return true;
        }

        private boolean restIsOptional(Cursor at, boolean[] done) {
            for (int index = 0; index < done.length; index++) {
                if (!done[index] && !nodes.get(index).match(at, new ArrayList<>())) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Several times.
     *
     * @param commas whether there are commas between, and what was read is then one list
     */
    record Repeated(Node node, int least, int most, boolean commas) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            int mark = at.mark();
            List<Value> read = new ArrayList<>();
            int count = 0;
            while (count < most) {
                int before = at.mark();
                List<Value> one = commas ? new ArrayList<>() : read;
                if (commas && count > 0 && !at.takeComma() || !node.match(at, one) || at.mark() == before) {
                    at.reset(before);
                    break;
                }
                if (commas) {
                    read.add(Node.whole(one));
                }
                count++;
            }
            if (count < least) {
                at.reset(mark);
                return false;
            }
            if (commas && read.size() > 1) {
                out.add(new Value.Sequence(read, true));
            } else {
                out.addAll(read);
            }
            return true;
        }
    }

    /** A solidus, which stays in the value, or a comma within a function. */
    record Sign(char sign) implements Node {
        private static final Value SOLIDUS = new Value.Keyword("/");
        private static final Value COMMA = new Value.Keyword(",");

        @Override
        public boolean match(Cursor at, List<Value> out) {
            boolean here = sign == ',' ? at.takeComma() : at.take(sign);
            if (here) {
                out.add(sign == ',' ? COMMA : SOLIDUS);
            }
            return here;
        }
    }

    /** A function with its arguments. */
    record Func(String name, Node arguments) implements Node {
        @Override
        public boolean match(Cursor at, List<Value> out) {
            if (!(at.peek() instanceof ComponentValue.Function(String its, List<ComponentValue> content))
                    || !its.equals(name)) {
                return false;
            }
            List<Value> read = new ArrayList<>();
            if (!arguments.matchAll(new Cursor(content), read)) {
                return false;
            }
            out.add(new Value.Call(name, split(read)));
            at.advance();
            return true;
        }

        private static List<Value> split(List<Value> read) {
            List<Value> arguments = new ArrayList<>();
            List<Value> one = new ArrayList<>();
            for (Value value : read) {
                if (value.is(",")) {
                    add(arguments, one);
                    one.clear();
                } else {
                    one.add(value);
                }
            }
            add(arguments, one);
            return arguments;
        }

        private static void add(List<Value> arguments, List<Value> one) {
            if (one.size() == 1) {
                arguments.addAll(one.getFirst().list());
            } else if (!one.isEmpty()) {
                arguments.add(Node.whole(one));
            }
        }
    }
}
