package io.pressrun.css;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Documents for tests. */
public final class Documents {
    private Documents() {}

    public static Document html(String body) {
        return new W3CDom()
                .fromJsoup(Jsoup.parse("<!doctype html><html><head></head><body>" + body + "</body></html>"));
    }

    /** All elements in document order. */
    public static List<Element> elements(Document document) {
        NodeList all = document.getElementsByTagName("*");
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            found.add((Element) all.item(i));
        }
        return found;
    }

    public static Element byId(Document document, String id) {
        return elements(document).stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No element with the id " + id));
    }
}
