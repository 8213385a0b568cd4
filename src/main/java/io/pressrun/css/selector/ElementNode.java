package io.pressrun.css.selector;

import io.pressrun.css.syntax.Names;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** An element with what selectors ask of it at hand. It belongs to a {@link DocumentIndex} and to its thread. */
public final class ElementNode {
    final Element element;
    final @Nullable ElementNode parent;
    final @Nullable ElementNode previous;

    @Nullable
    ElementNode next;

    @Nullable
    ElementNode firstChild;

    @Nullable
    ElementNode lastChild;

    final String name;
    final String lowerName;
    final @Nullable String namespace;
    final boolean html;

    final @Nullable String id;
    final @Nullable String lowerId;
    final String[] classes;
    final String[] lowerClasses;
    /** Qualified names, in lower case for elements of HTML, each followed by its value. */
    final String[] attributes;

    /** Place in document order, from 0. */
    final int ordinal;
    /** Place among the elements of the same parent, from 1. */
    final int index;
    /** The same among those of the same name; 0 until it is asked for. */
    int typeIndex;

    int typeIndexFromEnd;
    int children;

    final Bloom ancestors;
    final Bloom siblingsBefore;
    final Bloom own;
    Bloom descendants = Bloom.EMPTY;
    private @Nullable Bloom ancestorsOfChildren;

    ElementNode(Element element, @Nullable ElementNode parent, boolean html, NodeNames names, int ordinal) {
        this.element = element;
        this.parent = parent;
        this.html = html;
        this.ordinal = ordinal;
        previous = parent == null ? null : parent.lastChild;
        index = previous == null ? 1 : previous.index + 1;
        name = names.name;
        lowerName = names.lowerName;
        namespace = element.getNamespaceURI();
        id = names.id;
        lowerId = names.lowerId;
        classes = names.classes;
        lowerClasses = names.lowerClasses;
        attributes = names.attributes;
        ancestors = parent == null ? Bloom.EMPTY : parent.withOwn();
        siblingsBefore = previous == null ? Bloom.EMPTY : previous.siblingsBefore.with(previous.own);
        own = names.bloom;
        if (parent != null) {
            if (previous == null) {
                parent.firstChild = this;
            } else {
                previous.next = this;
            }
            parent.lastChild = this;
            parent.children++;
        }
    }

    private Bloom withOwn() {
        Bloom made = ancestorsOfChildren;
        if (made == null) {
            made = ancestors.with(own);
            ancestorsOfChildren = made;
        }
        return made;
    }

    public Element element() {
        return element;
    }

    public @Nullable ElementNode parent() {
        return parent;
    }

    /** Its place in document order, from 0. */
    public int ordinal() {
        return ordinal;
    }

    public boolean root() {
        return parent == null;
    }

    /** The local name in lower case. */
    public String lowerName() {
        return lowerName;
    }

    /** The id in lower case. */
    public @Nullable String lowerId() {
        return lowerId;
    }

    /** How many classes it has. */
    public int classes() {
        return lowerClasses.length;
    }

    /** A class in lower case. */
    public String lowerClass(int at) {
        return lowerClasses[at];
    }

    public int attributeCount() {
        return attributes.length / 2;
    }

    /** The name of an attribute in lower case. */
    public String lowerAttribute(int at) {
        return html ? attributes[at * 2] : Names.lower(attributes[at * 2]);
    }

    /** The value of the attribute with this qualified name, which is in lower case for an element of HTML. */
    public @Nullable String attribute(String qualifiedName) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(qualifiedName)) {
                return attributes[i + 1];
            }
        }
        return null;
    }

    boolean has(String attribute) {
        return attribute(attribute) != null;
    }

    /** Whether it is the element of HTML with this name. */
    boolean is(String htmlName) {
        return html && lowerName.equals(htmlName);
    }

    int indexFromEnd() {
        return parent == null ? 1 : parent.children - index + 1;
    }

    int typeIndex() {
        if (typeIndex == 0) {
            countTypes();
        }
        return typeIndex;
    }

    int typeIndexFromEnd() {
        if (typeIndex == 0) {
            countTypes();
        }
        return typeIndexFromEnd;
    }

    private record TypeName(@Nullable String namespace, String name) {}

    /** Counts the siblings by name, all of one parent at once. */
    private void countTypes() {
        if (parent == null) {
            typeIndex = 1;
            typeIndexFromEnd = 1;
            return;
        }
        Map<TypeName, Integer> seen = new HashMap<>();
        for (ElementNode child = parent.firstChild; child != null; child = child.next) {
            child.typeIndex = seen.merge(new TypeName(child.namespace, child.name), 1, Integer::sum);
        }
        for (ElementNode child = parent.firstChild; child != null; child = child.next) {
            int all = seen.getOrDefault(new TypeName(child.namespace, child.name), 0);
            child.typeIndexFromEnd = all - child.typeIndex + 1;
        }
    }
}
