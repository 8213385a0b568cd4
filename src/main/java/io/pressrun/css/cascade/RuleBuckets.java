package io.pressrun.css.cascade;

import io.pressrun.css.cascade.CompiledRule.Entry;
import io.pressrun.css.selector.BucketKey;
import io.pressrun.css.selector.DocumentIndex;
import io.pressrun.css.selector.ElementNode;
import java.util.ArrayList;
import java.util.Arrays;
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
        Map<String, List<Entry>> byId = new HashMap<>();
        Map<String, List<Entry>> byClass = new HashMap<>();
        Map<String, List<Entry>> byType = new HashMap<>();
        Map<String, List<Entry>> byAttribute = new HashMap<>();
        List<Entry> ofRoot = new ArrayList<>();
        List<Entry> ofAny = new ArrayList<>();
        for (Entry entry : entries) {
            for (BucketKey key : entry.selector().keys()) {
                switch (key.kind()) {
                    case ID -> put(byId, key, entry);
                    case CLASS -> put(byClass, key, entry);
                    case TYPE -> put(byType, key, entry);
                    case ATTRIBUTE -> put(byAttribute, key, entry);
                    case ROOT -> ofRoot.add(entry);
                    case ANY -> ofAny.add(entry);
                }
            }
        }
        ids = arrays(byId);
        classes = arrays(byClass);
        types = arrays(byType);
        attributes = arrays(byAttribute);
        root = ofRoot.toArray(NONE);
        any = ofAny.toArray(NONE);
    }

    private static void put(Map<String, List<Entry>> lists, BucketKey key, Entry entry) {
        lists.computeIfAbsent(key.name(), _ -> new ArrayList<>(2)).add(entry);
    }

    private static Map<String, Entry[]> arrays(Map<String, List<Entry>> lists) {
        Map<String, Entry[]> arrays = HashMap.newHashMap(lists.size());
        lists.forEach((name, list) -> arrays.put(name, list.toArray(NONE)));
        return arrays;
    }

    /** The rules that may select any element of the document. */
    List<Entry> ofAny(DocumentIndex document) {
        return Arrays.stream(any)
                .filter(entry -> entry.selector().mayMatchIn(document))
                .toList();
    }

    /** Gives the others that may select the element; one that is in several buckets perhaps more than once. */
    void candidates(ElementNode node, Consumer<Entry> found) {
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
