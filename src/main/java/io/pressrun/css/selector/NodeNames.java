package io.pressrun.css.selector;

import io.pressrun.css.syntax.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** The names and attributes of one element. Equal names of a document are one string, so that hashes are made once. */
final class NodeNames {
    private static final String[] EMPTY = {};

    final String name;
    final String lowerName;
    final @Nullable String id;
    final @Nullable String lowerId;
    final String[] classes;
    final String[] lowerClasses;
    /** Each name followed by its value. */
    final String[] attributes;

    final Bloom bloom;

    /** The strings of one document. */
    static final class Pool {
        private final Map<String, String> strings = new HashMap<>();
        private final Map<String, String> lower = new HashMap<>();
        private final Map<String, Bloom> types = new HashMap<>();
        private final Map<String, Bloom> ids = new HashMap<>();
        private final Map<String, Bloom> classNames = new HashMap<>();
        private final Map<String, String[]> classLists = new HashMap<>();
        private final Map<String, String[]> lowerClassLists = new HashMap<>();

        String one(String string) {
            String known = strings.putIfAbsent(string, string);
            return known == null ? string : known;
        }

        String lower(String string) {
            return lower.computeIfAbsent(string, given -> one(Names.lower(given)));
        }

        /** All names that were asked for in lower case: of types, attributes of HTML, ids and classes. */
        Set<String> lowerNames() {
            return Set.copyOf(lower.values());
        }

        private String[] classes(String list) {
            return classLists.computeIfAbsent(
                    list, given -> split(given).stream().map(this::one).toArray(String[]::new));
        }

        private String[] lowerClasses(String list) {
            return lowerClassLists.computeIfAbsent(
                    list, given -> split(given).stream().map(this::lower).toArray(String[]::new));
        }
    }

    NodeNames(Element element, boolean html, Pool pool) {
        String local = element.getLocalName() == null ? element.getTagName() : element.getLocalName();
        name = pool.one(local);
        lowerName = pool.lower(local);
        String foundId = null;
        String classList = null;
        NamedNodeMap map = element.getAttributes();
        attributes = map.getLength() == 0 ? EMPTY : new String[map.getLength() * 2];
        for (int i = 0; i < attributes.length / 2; i++) {
            Node attribute = map.item(i);
            String qualified = attribute.getNodeName();
            String lowerQualified = pool.lower(qualified);
            String attributeName = html ? lowerQualified : pool.one(qualified);
            attributes[2 * i] = attributeName;
            attributes[2 * i + 1] = attribute.getNodeValue();
            if (attributeName.equals("id")) {
                foundId = pool.one(attribute.getNodeValue());
            } else if (attributeName.equals("class")) {
                classList = attribute.getNodeValue();
            }
        }
        id = foundId;
        lowerId = foundId == null ? null : pool.lower(foundId);
        classes = classList == null ? EMPTY : pool.classes(classList);
        lowerClasses = classList == null ? EMPTY : pool.lowerClasses(classList);
        bloom = bloom(pool);
    }

    private Bloom bloom(Pool pool) {
        Bloom bits = pool.types.computeIfAbsent(lowerName, Bloom::type);
        for (String each : classes) {
            bits = bits.with(pool.classNames.computeIfAbsent(each, Bloom::className));
        }
        return id == null ? bits : bits.with(pool.ids.computeIfAbsent(id, Bloom::id));
    }

    /** The parts between ASCII white space, each once. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= list.length(); i++) {
            boolean space = i == list.length() || isSpace(list.charAt(i));
            if (space && start >= 0) {
                String part = list.substring(start, i);
                if (parts.size() > 16 || !parts.contains(part)) {
                    parts.add(part);
                }
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        return parts;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
