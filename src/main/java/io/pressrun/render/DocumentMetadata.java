package io.pressrun.render;

import io.pressrun.document.ParsedDocument;
import io.pressrun.job.RenderJob;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Puts title, author, subject, keywords and language where the engine looks for them, the job's words before the
 * document's own. Other {@code <meta>} elements are taken out: the engine would copy them into the PDF.
 */
final class DocumentMetadata {
    private static final Set<String> KEPT = Set.of("author", "subject", "description", "keywords");

    private DocumentMetadata() {}

    static void apply(Document dom, RenderJob job, ParsedDocument parsed) {
        Element head = JobPage.head(dom);
        var values = new LinkedHashMap<String, String>();
        for (Node child = head.getFirstChild(); child != null; ) {
            Node next = child.getNextSibling();
            if (child instanceof Element element) {
                String tag = element.getTagName().toLowerCase(Locale.ROOT);
                if (tag.equals("meta")) {
                    String name = element.getAttribute("name").toLowerCase(Locale.ROOT);
                    if (KEPT.contains(name)) {
                        values.putIfAbsent(name, element.getAttribute("content").strip());
                    }
                    head.removeChild(child);
                } else if (tag.equals("title")) {
                    head.removeChild(child);
                }
            }
            child = next;
        }
        put(
                values,
                "title",
                job.pdf().title() == null ? parsed.title() : job.pdf().title());
        put(values, "author", job.pdf().author());
        put(
                values,
                "subject",
                job.pdf().subject() == null
                        ? values.remove("description")
                        : job.pdf().subject());
        values.remove("description");
        if (!job.pdf().keywords().isEmpty()) {
            values.put("keywords", String.join(", ", job.pdf().keywords()));
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!value.getValue().isEmpty()) {
                Element meta = dom.createElementNS(head.getNamespaceURI(), "meta");
                meta.setAttribute("name", value.getKey());
                meta.setAttribute("content", value.getValue());
                head.appendChild(meta);
            }
        }
        String language =
                job.pdf().language() == null ? parsed.language() : job.pdf().language();
        if (language != null) {
            dom.getDocumentElement().setAttribute("lang", language);
        }
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
