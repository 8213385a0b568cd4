package io.pressrun.css.cascade;

import io.pressrun.css.cascade.CompiledRule.Entry;
import io.pressrun.css.selector.BucketKey;
import io.pressrun.css.selector.ElementNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules of a stylesheet by what an element must have to be selected by them. */
final class RuleBuckets {
    private static final Entry[] NONE = {};

    private final Map<String, Entry[]> ids;
    private final Map<String, Entry[]> classes;
    private final Map<String, Entry[]> types;
    private final Map<String, Entry[]> attributes;
    private final Entry[] root;
    private final Entry[] any;

    RuleBuckets(List<Entry> entries) {
        Map<BucketKey.Kind, Map<String, List<Entry>>> lists = new EnumMap<>(BucketKey.Kind.class);
        for (Entry entry : entries) {
            for (BucketKey key : entry.selector().keys()) {
                lists.computeIfAbsent(key.kind(), _ -> new HashMap<>())
                        .computeIfAbsent(key.name(), _ -> new ArrayList<>())
                        .add(entry);
            }
        }
        ids = arrays(lists, BucketKey.Kind.ID);
        classes = arrays(lists, BucketKey.Kind.CLASS);
        types = arrays(lists, BucketKey.Kind.TYPE);
        attributes = arrays(lists, BucketKey.Kind.ATTRIBUTE);
        root = arrays(lists, BucketKey.Kind.ROOT).getOrDefault("", NONE);
        any = arrays(lists, BucketKey.Kind.ANY).getOrDefault("", NONE);
    }

    private static Map<String, Entry[]> arrays(
            Map<BucketKey.Kind, Map<String, List<Entry>>> lists, BucketKey.Kind kind) {
        Map<String, Entry[]> arrays = new HashMap<>();
        lists.getOrDefault(kind, Map.of()).forEach((name, list) -> arrays.put(name, list.toArray(NONE)));
        return Map.copyOf(arrays);
    }

    /** Gives all rules that may select the element; one that is in several buckets perhaps more than once. */
    void candidates(ElementNode node, Consumer<Entry> found) {
        give(any, found);
        if (node.root()) {
            give(root, found);
        }
        give(types.get(node.lowerName()), found);
        for (int i = 0; i < node.classes(); i++) {
            give(classes.get(node.lowerClass(i)), found);
        }
        String id = node.lowerId();
        if (id != null && !ids.isEmpty()) {
            give(ids.get(id), found);
        }
        if (!attributes.isEmpty()) {
            for (int i = 0; i < node.attributeCount(); i++) {
                give(attributes.get(node.lowerAttribute(i)), found);
            }
        }
    }

    private static void give(Entry @Nullable [] bucket, Consumer<Entry> found) {
        if (bucket != null) {
            for (Entry entry : bucket) {
                found.accept(entry);
            }
        }
    }
}
