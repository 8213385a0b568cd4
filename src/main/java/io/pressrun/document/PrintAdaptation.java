package io.pressrun.document;

import io.pressrun.css.EngineCss;
import io.pressrun.css.MediaQueries;
import io.pressrun.css.ResponsiveImages;
import io.pressrun.dom.DomWalk;
import io.pressrun.job.Warning;
import io.pressrun.url.PercentEncoding;
import io.pressrun.url.ReferenceResolver;
import io.pressrun.url.WebUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The changes that make a web document printable by the engine: what is not printed goes, stylesheets move to the head
 * (the engine prints a {@code style} elsewhere as text), links become absolute, one image is chosen where several are
 * offered.
 */
final class PrintAdaptation {
    private static final Set<String> NEVER_PRINTED =
            Set.of("script", "template", "noembed", "noframes", "datalist", "param");
    private static final Set<String> NOT_SUPPORTED = Set.of("iframe", "embed", "frame", "audio", "video");
    private static final Set<String> REMOVED_LINK_SCHEMES = Set.of("javascript", "vbscript");
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    /** How much longer links may become together, in characters, by being made absolute. */
    private static final int MAX_LINK_GROWTH = 16 << 20;

    private final Document dom;
    private final URI base;
    private final ReferenceResolver references;
    private final MediaQueries media;
    private final List<Warning> warnings;
    private final Map<String, Integer> dropped = new LinkedHashMap<>();
    private final List<Node> forHead = new ArrayList<>();
    private int linkGrowth;
    private int linksDropped;

    PrintAdaptation(Document dom, URI base, ReferenceResolver references, MediaQueries media, List<Warning> warnings) {
        this.dom = dom;
        this.base = base;
        this.references = references;
        this.media = media;
        this.warnings = warnings;
    }

    void apply() {
        Element head = head();
        Node node = dom.getDocumentElement();
        while (node != null) {
            node = node instanceof Element element ? adapt(element, head) : DomWalk.next(node, dom);
        }
        forHead.forEach(head::appendChild);
        dropped.forEach((name, count) -> warnings.add(new Warning(
                "ELEMENT_DROPPED",
                "<" + name + "> cannot be printed; " + count + " dropped. Put its content into the document itself.",
                name)));
        if (linksDropped > 0) {
            warnings.add(new Warning(
                    "LINK_BROKEN",
                    "The links of the document are too long together; " + linksDropped + " dropped. Shorten its base"
                            + " URL.",
                    null));
        }
    }

    private Element head() {
        Element root = dom.getDocumentElement();
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (DomWalk.isHtml(child, "head")) {
                return (Element) child;
            }
        }
        Element head = dom.createElementNS(DomWalk.XHTML, "head");
        root.insertBefore(head, root.getFirstChild());
        return head;
    }

    /** @return the node to go on with */
    private @Nullable Node adapt(Element element, Element head) {
        String name = element.getLocalName();
        if (name.equals("script") || (isHtml(element) && NEVER_PRINTED.contains(name))) {
            return remove(element);
        }
        if (isHtml(element) && NOT_SUPPORTED.contains(name)) {
            dropped.merge(name, 1, Integer::sum);
            return remove(element);
        }
        adaptAttributes(element);
        if (name.equals("style")) {
            adaptCss(element);
        }
        if (!isHtml(element)) {
            return DomWalk.next(element, dom);
        }
        return switch (name) {
            case "noscript" -> unwrap(element);
            case "link" -> isPrintStylesheet(element) ? toHead(element, head) : remove(element);
            case "style" -> isPrintStyle(element) ? toHead(element, head) : remove(element);
            case "title" -> toHead(element, head);
            case "a", "area" -> {
                adaptLink(element);
                yield DomWalk.next(element, dom);
            }
            case "picture", "img", "input" -> adaptImage(element);
            case "object" -> adaptObject(new EmbeddedObject(element));
            default -> DomWalk.next(element, dom);
        };
    }

    private void adaptAttributes(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = attributes.getLength() - 1; i >= 0; i--) {
            Attr attribute = (Attr) attributes.item(i);
            String name = attribute.getName();
            if (name.startsWith("on")) {
                element.removeAttributeNode(attribute);
            } else if (name.startsWith("xlink:") && !DomWalk.XLINK.equals(attribute.getNamespaceURI())) {
                element.removeAttributeNode(attribute);
                element.setAttributeNS(DomWalk.XLINK, name, attribute.getValue());
            } else if (name.equals("xmlns:xlink") && !attribute.getValue().equals(DomWalk.XLINK)) {
                element.setAttributeNS(XMLNS, name, DomWalk.XLINK);
            } else if (name.equals("id")) {
                element.setIdAttributeNode(attribute, true);
            }
        }
        if ((isHtml(element) && element.hasAttribute("hidden")) || isClosedDialog(element)) {
            element.setAttribute("style", "display: none; " + element.getAttribute("style"));
        }
        if (element.hasAttribute("style")) {
            element.setAttribute("style", EngineCss.declarations(element.getAttribute("style")));
        }
        if (element.hasAttribute("background")) {
            String reference = ReferenceResolver.clean(element.getAttribute("background"));
            element.setAttribute("background", PercentEncoding.encode(reference, PercentEncoding.Part.CSS_URL));
        }
    }

    private void adaptCss(Element style) {
        String css = style.getTextContent();
        String adapted = isHtml(style) ? EngineCss.declarations(css) : EngineCss.svgStylesheet(css);
        if (!adapted.equals(css)) {
            style.setTextContent(adapted);
        }
    }

    private static boolean isClosedDialog(Element element) {
        return DomWalk.isHtml(element, "dialog") && !element.hasAttribute("open");
    }

    private boolean isPrintStylesheet(Element link) {
        List<String> rel = List.of(
                link.getAttribute("rel").toLowerCase(Locale.ROOT).strip().split("\\s+"));
        boolean prints = rel.contains("stylesheet")
                && !rel.contains("alternate")
                && !link.hasAttribute("disabled")
                && !link.getAttribute("href").isBlank()
                && isPrintStyle(link);
        if (prints) {
            link.setAttribute("rel", "stylesheet");
        }
        return prints;
    }

    /** Whether type and media let the sheet apply; both are dropped then, for the engine knows no media queries here. */
    private boolean isPrintStyle(Element sheet) {
        String type = sheet.getAttribute("type").strip().toLowerCase(Locale.ROOT);
        boolean css = type.isEmpty() || type.equals("text/css") || type.startsWith("text/css;");
        boolean prints = css && media.mayPrint(sheet.getAttribute("media"));
        if (prints) {
            sheet.removeAttribute("type");
            sheet.removeAttribute("media");
        }
        return prints;
    }

    private @Nullable Node toHead(Element element, Element head) {
        Node next = DomWalk.nextOutside(element, dom);
        if (!head.isSameNode(element.getParentNode())) {
            element.getParentNode().removeChild(element);
            forHead.add(element);
        }
        return next;
    }

    private @Nullable Node remove(Element element) {
        Node next = DomWalk.nextOutside(element, dom);
        element.getParentNode().removeChild(element);
        return next;
    }

    private @Nullable Node unwrap(Element element) {
        Node parent = element.getParentNode();
        Node next = DomWalk.next(element, dom);
        while (element.getFirstChild() != null) {
            parent.insertBefore(element.getFirstChild(), element);
        }
        parent.removeChild(element);
        return next;
    }

    private void adaptLink(Element link) {
        if (!link.hasAttribute("href")) {
            return;
        }
        String href = ReferenceResolver.clean(link.getAttribute("href"));
        Optional<String> scheme = WebUrl.schemeOf(href);
        if (scheme.filter(REMOVED_LINK_SCHEMES::contains).isPresent()) {
            link.removeAttribute("href");
        } else if (scheme.isEmpty() && !href.isEmpty() && !href.startsWith("#") && !"job".equals(base.getScheme())) {
            makeAbsolute(link, href);
        }
    }

    /** A long base makes much of many short links. */
    private void makeAbsolute(Element link, String href) {
        if (linkGrowth > MAX_LINK_GROWTH) {
            linksDropped++;
            link.removeAttribute("href");
            return;
        }
        references.resolveLink(base, href).map(URI::toString).ifPresent(target -> {
            linkGrowth += Math.max(0, target.length() - href.length());
            link.setAttribute("href", target);
        });
    }

    private @Nullable Node adaptImage(Element element) {
        switch (element.getLocalName()) {
            case "picture" -> ResponsiveImages.choosePictureSource(element, media);
            case "img" -> ResponsiveImages.chooseImageSource(element);
            default -> {
                if (element.getAttribute("type").strip().equalsIgnoreCase("image")) {
                    return DomWalk.next(dom.renameNode(element, DomWalk.XHTML, "img"), dom);
                }
            }
        }
        if (element.hasAttribute("src") && element.getAttribute("src").isBlank()) {
            element.removeAttribute("src");
        }
        return DomWalk.next(element, dom);
    }

    private @Nullable Node adaptObject(EmbeddedObject object) {
        if (object.isImage()) {
            return DomWalk.next(object.toImage(dom), dom);
        }
        if (object.isLost()) {
            dropped.merge("object", 1, Integer::sum);
            return remove(object.element());
        }
        return DomWalk.next(object.element(), dom);
    }

    private static boolean isHtml(Element element) {
        return DomWalk.XHTML.equals(element.getNamespaceURI());
    }
}
