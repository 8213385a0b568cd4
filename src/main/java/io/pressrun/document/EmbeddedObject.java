package io.pressrun.document;

import io.pressrun.dom.DomWalk;
import java.util.Locale;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An {@code object}, which stands for an image or for what it contains (WHATWG HTML, 4.8.7). */
record EmbeddedObject(Element element) {
    private static final Pattern IMAGE_FILE =
            Pattern.compile("(?i)data:image/.*|[^?#]*\\.(svg|png|jpe?g|gif|webp|bmp|tiff?)([?#].*)?", Pattern.DOTALL);

    /** Whether type or address say that the data is an image. */
    boolean isImage() {
        String type = element.getAttribute("type").strip().toLowerCase(Locale.ROOT);
        String data = element.getAttribute("data").strip();
        return !data.isEmpty() && (type.isEmpty() ? IMAGE_FILE.matcher(data).matches() : type.startsWith("image/"));
    }

    /** Whether it has data and nothing to print in its place. */
    boolean isLost() {
        if (!element.hasAttribute("data")) {
            return false;
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean printed = child instanceof Element ? !DomWalk.isHtml(child, "param") : isText(child);
            if (printed) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Node node) {
        return node.getNodeType() == Node.TEXT_NODE && !node.getNodeValue().isBlank();
    }

    /** The image in its place, without what was to be printed otherwise. */
    Element toImage(Document dom) {
        while (element.getFirstChild() != null) {
            element.removeChild(element.getFirstChild());
        }
        String data = element.getAttribute("data");
        element.removeAttribute("data");
        element.removeAttribute("type");
        Element image = (Element) dom.renameNode(element, DomWalk.XHTML, "img");
        image.setAttribute("src", data);
        return image;
    }
}
