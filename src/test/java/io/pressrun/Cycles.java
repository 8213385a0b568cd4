package io.pressrun;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Groups of nodes that all depend on each other, directly or not: the strongly connected components of a graph. */
final class Cycles {
    private final Map<String, Set<String>> edges = new TreeMap<>();

    private Cycles() {}

    /** @param node what a class belongs to, such as its package */
    static List<Set<String>> among(JavaClasses classes, Function<JavaClass, String> node) {
        var graph = new Cycles();
        for (JavaClass from : classes) {
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(to -> classes.contain(to.getName()))
                    .forEach(to -> graph.edge(node.apply(from), node.apply(to)));
        }
        return graph.components();
    }

    private void edge(String from, String to) {
        if (!from.equals(to)) {
            edges.computeIfAbsent(from, _ -> new TreeSet<>()).add(to);
        }
    }

    private List<Set<String>> components() {
        var reached = new TreeMap<String, Set<String>>();
        edges.keySet().forEach(node -> reached.put(node, reachedFrom(node)));
        var components = new ArrayList<Set<String>>();
        var seen = new HashSet<String>();
        reached.forEach((node, others) -> {
            if (others.contains(node) && seen.add(node)) {
                var component = new TreeSet<String>();
                others.stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(node))
                        .forEach(component::add);
                seen.addAll(component);
                components.add(component);
            }
        });
        return components;
    }

    private Set<String> reachedFrom(String start) {
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(edges.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String node = open.remove();
            if (reached.add(node)) {
                open.addAll(edges.getOrDefault(node, Set.of()));
            }
        }
        return reached;
    }
}
