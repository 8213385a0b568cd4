package io.pressrun.css.selector;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * An attribute selector (selectors-4, 6).
 *
 * @param lowerName the name in lower case, for elements of HTML
 * @param namespace the empty string for none, {@code *} for any
 */
record AttributeSelector(String namespace, String name, String lowerName, Operator operator, String value, Case letters)
        implements SimpleSelector {
    enum Operator {
        PRESENT,
        EQUALS,
        INCLUDES,
        DASH,
        PREFIX,
        SUFFIX,
        CONTAINS
    }

    enum Case {
        BY_LANGUAGE,
        IGNORED,
        KEPT
    }

    /** Attributes whose values HTML compares without case (HTML, 4.16.2). */
    private static final Set<String> WITHOUT_CASE = Set.of(
            "accept",
            "accept-charset",
            "align",
            "alink",
            "axis",
            "bgcolor",
            "charset",
            "checked",
            "clear",
            "codetype",
            "color",
            "compact",
            "declare",
            "defer",
            "dir",
            "direction",
            "disabled",
            "enctype",
            "face",
            "frame",
            "hreflang",
            "http-equiv",
            "lang",
            "language",
            "link",
            "media",
            "method",
            "multiple",
            "nohref",
            "noresize",
            "noshade",
            "nowrap",
            "readonly",
            "rel",
            "rev",
            "rules",
            "scope",
            "scrolling",
            "selected",
            "shape",
            "target",
            "text",
            "type",
            "valign",
            "valuetype",
            "vlink");

    /** Whether it asks for an attribute without a namespace, as all of HTML are. */
    boolean plain() {
        return namespace.isEmpty();
    }

    @Override
    public boolean matches(ElementNode node, Matching matching) {
        if (plain()) {
            return matches(node.attribute(node.html ? lowerName : name), node);
        }
        NamedNodeMap attributes = node.element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            String local = attribute.getLocalName() == null ? attribute.getNodeName() : attribute.getLocalName();
            boolean named = local.equals(name) || (node.html && local.equals(lowerName));
            if (named
                    && (namespace.equals("*") || namespace.equals(attribute.getNamespaceURI()))
                    && matches(attribute.getNodeValue(), node)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(@Nullable String actual, ElementNode node) {
        if (actual == null) {
            return false;
        }
        boolean ignore = letters == Case.IGNORED
                || (letters == Case.BY_LANGUAGE && node.html && WITHOUT_CASE.contains(lowerName));
        return switch (operator) {
            case PRESENT -> true;
            case EQUALS -> actual.length() == value.length() && at(actual, 0, ignore);
            case INCLUDES -> includes(actual, ignore);
            case DASH ->
                at(actual, 0, ignore) && (actual.length() == value.length() || actual.charAt(value.length()) == '-');
            case PREFIX -> !value.isEmpty() && at(actual, 0, ignore);
            case SUFFIX -> !value.isEmpty() && at(actual, actual.length() - value.length(), ignore);
            case CONTAINS -> !value.isEmpty() && contains(actual, ignore);
        };
    }

    private boolean at(String actual, int offset, boolean ignore) {
        return actual.regionMatches(ignore, offset, value, 0, value.length());
    }

    private boolean contains(String actual, boolean ignore) {
        if (!ignore) {
            return actual.contains(value);
        }
        for (int i = 0; i + value.length() <= actual.length(); i++) {
            if (at(actual, i, true)) {
                return true;
            }
        }
        return false;
    }

    private boolean includes(String actual, boolean ignore) {
        if (value.isEmpty()) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= actual.length(); i++) {
            if (i == actual.length() || NodeNames.isSpace(actual.charAt(i))) {
                if (i - start == value.length() && at(actual, start, ignore)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    @Override
    public int cost() {
        return 2;
    }
}
