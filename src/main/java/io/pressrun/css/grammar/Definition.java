package io.pressrun.css.grammar;

import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a definition. The multiplier {@code !} is not known. */
final class Definition {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|<([a-z-]+)(?:\\s*\\[([^,\\]]+),([^\\]]+)])?>|\\|\\||&&|#?\\{\\d+(?:,\\d*)?}|[-a-z0-9_]+\\(?|.");

    private final List<String> tokens = new ArrayList<>();
    private final String text;
    private int at;

    Definition(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().isBlank()) {
                tokens.add(matcher.group());
            }
        }
    }

    Node read() {
        Node node = alternatives();
        if (at < tokens.size()) {
            throw wrong();
        }
        return node;
    }

    private Node alternatives() {
        List<Node> nodes = new ArrayList<>();
        Map<String, Value.Keyword> words = new HashMap<>();
        do {
            Node node = anyOf();
            if (node instanceof Combinators.Words(Map<String, Value.Keyword> more)) {
                words.putAll(more);
            } else {
                nodes.add(node);
            }
        } while (take("|"));
        if (!words.isEmpty()) {
            nodes.addFirst(new Combinators.Words(Map.copyOf(words)));
        }
        return nodes.size() == 1 ? nodes.getFirst() : new Combinators.OneOf(List.copyOf(nodes));
    }

    private Node anyOf() {
        List<Node> nodes = new ArrayList<>();
        do {
            nodes.add(allOf());
        } while (take("||"));
        return nodes.size() == 1 ? nodes.getFirst() : new Combinators.AnyOrder(List.copyOf(nodes), false);
    }

    private Node allOf() {
        List<Node> nodes = new ArrayList<>();
        do {
            nodes.add(inOrder());
        } while (take("&&"));
        return nodes.size() == 1 ? nodes.getFirst() : new Combinators.AnyOrder(List.copyOf(nodes), true);
    }

    private Node inOrder() {
        List<Node> nodes = new ArrayList<>();
        do {
            nodes.add(multiplied());
        } while (at < tokens.size() && !isEnd(tokens.get(at)));
        return nodes.size() == 1 ? nodes.getFirst() : new Combinators.InOrder(List.copyOf(nodes));
    }

    private static boolean isEnd(String token) {
        return switch (token) {
            case "|", "||", "&&", "]", ")" -> true;
            default -> false;
        };
    }

    private Node multiplied() {
        Node node = single();
        while (at < tokens.size()) {
            Node more = multiplied(node, tokens.get(at));
            if (more == null) {
                return node;
            }
            node = more;
            at++;
        }
        return node;
    }

    private static @Nullable Node multiplied(Node node, String token) {
        return switch (token) {
            case "?" -> new Combinators.Repeated(node, 0, 1, false);
            case "*" -> new Combinators.Repeated(node, 0, Integer.MAX_VALUE, false);
            case "+" -> new Combinators.Repeated(node, 1, Integer.MAX_VALUE, false);
            case "#" -> new Combinators.Repeated(node, 1, Integer.MAX_VALUE, true);
            default -> token.startsWith("{") || token.startsWith("#{") ? counted(node, token) : null;
        };
    }

    private static Node counted(Node node, String token) {
        String[] limits =
                token.substring(token.indexOf('{') + 1, token.length() - 1).split(",", -1);
        int least = Integer.parseInt(limits[0]);
        int most = limits.length == 1 ? least : limits[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(limits[1]);
        return new Combinators.Repeated(node, least, most, token.startsWith("#"));
    }

    private Node single() {
        if (at >= tokens.size()) {
            throw wrong();
        }
        String token = tokens.get(at++);
        if (token.equals("[")) {
            Node node = alternatives();
            expect("]");
            return node;
        }
        if (token.equals("/") || token.equals(",")) {
            return new Combinators.Sign(token.charAt(0));
        }
        if (token.startsWith("<") && token.length() > 1) {
            return production(token);
        }
        if (token.endsWith("(")) {
            String name = token.substring(0, token.length() - 1);
            Node arguments = alternatives();
            expect(")");
            return new Combinators.Func(name, arguments);
        }
        if (!isKeyword(token)) {
            throw wrong();
        }
        return new Combinators.Words(Map.of(token, new Value.Keyword(token)));
    }

    private static boolean isKeyword(String token) {
        return token.chars().allMatch(c -> c == '-' || c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }

    private Node production(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw wrong();
        }
        double least = matcher.group(2) == null ? Double.NEGATIVE_INFINITY : limit(matcher.group(2));
        double most = matcher.group(3) == null ? Double.POSITIVE_INFINITY : limit(matcher.group(3));
        return Productions.named(matcher.group(1), least, most);
    }

    private static double limit(String text) {
        return switch (text.strip()) {
            case "∞" -> Double.POSITIVE_INFINITY;
            case "-∞" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text.strip());
        };
    }

    private boolean take(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw wrong();
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "The definition \"" + text + "\" is not understood at its part " + (at + 1) + ".");
    }
}
