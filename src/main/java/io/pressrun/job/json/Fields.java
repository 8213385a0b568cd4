package io.pressrun.job.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object of a job, read field by field. What is wrong goes to the problems, under the field's full path. */
final class Fields {
    private static final Pattern SIMPLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,59}");

    private final ObjectNode node;
    private final String path;
    private final Problems problems;

    private Fields(ObjectNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    /** @param path of the object itself; empty for the whole document */
    static Fields of(ObjectNode node, String path, Problems problems, List<String> allowed) {
        var fields = new Fields(node, path, problems);
        for (String name : node.propertyNames()) {
            if (!allowed.contains(name)) {
                problems.add(fields.path(name), "is not a known field" + hint(name, allowed));
            }
        }
        return fields;
    }

    private static String hint(String name, List<String> allowed) {
        String suggestion = NearestName.to(name, allowed)
                .map(near -> "; did you mean " + near + "?")
                .orElse(";");
        return suggestion + " allowed here: " + String.join(", ", allowed);
    }

    /** The full path of a field of this object. */
    String path(String name) {
        if (!SIMPLE_NAME.matcher(name).matches()) {
            return path + "[\"" + QuotedText.plain(name) + "\"]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return node.has(name);
    }

    boolean isObject(String name) {
        return node.path(name).isObject();
    }

    void problem(String name, String sentence) {
        problems.add(path(name), sentence);
    }

    void missing(String name, String expected) {
        problem(name, "is missing: it must be " + expected);
    }

    /** A text that keeps the rule; {@code null} where it is absent or wrong. */
    @Nullable
    String text(String name, TextRule rule) {
        JsonNode value = node.get(name);
        return value == null ? null : text(path(name), value, rule, true);
    }

    /** As {@link #text}, but the value is never shown. */
    @Nullable
    String secret(String name, TextRule rule) {
        JsonNode value = node.get(name);
        return value == null ? null : text(path(name), value, rule, false);
    }

    /** As {@link #text}, but a problem where the field is absent. Empty where it is absent or wrong. */
    String requiredText(String name, TextRule rule) {
        return required(name, rule, text(name, rule));
    }

    /** As {@link #secret}, but a problem where the field is absent. Empty where it is absent or wrong. */
    String requiredSecret(String name, TextRule rule) {
        return required(name, rule, secret(name, rule));
    }

    private String required(String name, TextRule rule, @Nullable String value) {
        if (!has(name)) {
            missing(name, rule.expected());
        }
        return value == null ? "" : value;
    }

    private @Nullable String text(String where, JsonNode value, TextRule rule, boolean shown) {
        if (!value.isString()) {
            problems.add(where, "must be a string, found " + describe(value, shown));
            return null;
        }
        String text = value.stringValue();
        if (rule.allows(text)) {
            return text;
        }
        problems.add(where, "must be " + rule.expected() + ", found " + describe(value, shown));
        return null;
    }

    /** Reports a value that keeps the rule of its field, but not a further one. */
    void refuse(String name, String sentence) {
        JsonNode value = node.get(name);
        problem(name, sentence + (value == null ? "" : ", found " + describe(value, true)));
    }

    /** One of the named values; {@code null} where the field is absent or wrong. */
    <E> @Nullable E oneOf(String name, Map<String, E> values) {
        JsonNode value = node.get(name);
        if (value == null) {
            return null;
        }
        E found = value.isString() ? values.get(value.stringValue()) : null;
        if (found == null) {
            String allowed = String.join(", ", values.keySet());
            problem(name, "must be one of " + allowed + "; found " + describe(value, true));
        }
        return found;
    }

    /** An object; {@code null} where it is absent or something else. */
    @Nullable
    Fields object(String name, List<String> allowed) {
        JsonNode value = node.get(name);
        return value == null ? null : object(path(name), value, allowed, true);
    }

    /** As {@link #object}, but something else in its place is not shown. */
    @Nullable
    Fields secretObject(String name, List<String> allowed) {
        JsonNode value = node.get(name);
        return value == null ? null : object(path(name), value, allowed, false);
    }

    private @Nullable Fields object(String where, JsonNode value, List<String> allowed, boolean shown) {
        if (value instanceof ObjectNode object) {
            return of(object, where, problems, allowed);
        }
        problems.add(where, "must be an object, found " + describe(value, shown));
        return null;
    }

    /** The items of an array of objects; those that are no objects are left out. */
    List<Fields> objects(String name, int max, List<String> allowed) {
        var objects = new ArrayList<Fields>();
        List<JsonNode> items = items(name, max, false);
        for (int i = 0; i < items.size(); i++) {
            Fields object = object(path(name) + "[" + i + "]", items.get(i), allowed, false);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    List<String> texts(String name, int max, TextRule rule) {
        var texts = new ArrayList<String>();
        List<JsonNode> items = items(name, max, true);
        for (int i = 0; i < items.size(); i++) {
            String text = text(path(name) + "[" + i + "]", items.get(i), rule, true);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Distinct named values, in their order. */
    <E> List<E> someOf(String name, Map<String, E> values) {
        var some = new ArrayList<E>();
        List<JsonNode> items = items(name, values.size(), false);
        for (int i = 0; i < items.size(); i++) {
            String where = path(name) + "[" + i + "]";
            JsonNode item = items.get(i);
            E found = item.isString() ? values.get(item.stringValue()) : null;
            if (found == null) {
                problems.add(where, "must be one of " + String.join(", ", values.keySet()));
            } else if (some.contains(found)) {
                problems.add(where, "names " + QuotedText.quoted(item.stringValue()) + " again; name each once");
            } else {
                some.add(found);
            }
        }
        return some;
    }

    private List<JsonNode> items(String name, int max, boolean shown) {
        JsonNode value = node.get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            problem(name, "must be an array, found " + describe(value, shown));
            return List.of();
        }
        if (value.size() > max) {
            problem(name, "must have at most " + max + " items, found " + value.size());
            return List.of();
        }
        return List.copyOf(value.values());
    }

    /** An object with free names and text values. */
    Map<String, String> entries(String name, int max, TextRule names, TextRule values) {
        var entries = new LinkedHashMap<String, String>();
        JsonNode value = node.get(name);
        if (value == null) {
            return entries;
        }
        if (!(value instanceof ObjectNode object)) {
            problem(name, "must be an object, found " + describe(value, true));
            return entries;
        }
        if (object.size() > max) {
            problem(name, "must have at most " + max + " fields, found " + object.size());
            return entries;
        }
        var free = new Fields(object, path(name), problems);
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!names.allows(entry.getKey())) {
                free.problem(entry.getKey(), "has a name that is not allowed: it must be " + names.expected());
            }
            String text = text(free.path(entry.getKey()), entry.getValue(), values, true);
            if (text != null) {
                entries.put(entry.getKey(), text);
            }
        }
        return entries;
    }

    private static String describe(JsonNode value, boolean shown) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case NULL -> "null; leave the field out instead";
            case STRING -> text(value.stringValue(), shown);
            case NUMBER -> shown ? "the number " + QuotedText.plain(value.asString()) : "a number";
            case BOOLEAN -> "a boolean";
            case BINARY, MISSING, POJO -> "something else";
        };
    }

    private static String text(String text, boolean shown) {
        if (text.isEmpty()) {
            return "an empty string";
        }
        if (!shown) {
            return "a string that is not shown here";
        }
        return QuotedText.quoted(text) + (TextRule.isWellFormed(text) ? "" : " with half of a surrogate pair");
    }
}
