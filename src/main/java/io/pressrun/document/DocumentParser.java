package io.pressrun.document;

import io.pressrun.css.FontDemand;
import io.pressrun.css.MediaQueries;
import io.pressrun.css.PageSize;
import io.pressrun.css.ReferenceList;
import io.pressrun.dom.DomWalk;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Turns HTML text into a {@link ParsedDocument}. Thread-safe; its time grows linearly with the document. */
public final class DocumentParser {
    private final HtmlReader reader;
    private final int maxReferences;

    public DocumentParser(DocumentLimits limits) {
        this.reader = new HtmlReader(limits);
        this.maxReferences = limits.maxReferences();
    }

    /** As {@link #parse(HtmlText, ReferenceResolver, PageSize)}, of a text that was never anything but text. */
    public ParsedDocument parse(String html, ReferenceResolver references) throws JobFailedException {
        return parse(new HtmlText(html, StandardCharsets.UTF_8), references, PageSize.DEFAULT);
    }

    /**
     * @param html read by the rules of HTML (WHATWG HTML, 13.2) with scripting off; anything is HTML
     * @param references where relative references lead; a {@code base} element in the document is honoured
     * @param page what it is printed on, as far as the job says
     * @throws JobFailedException DOCUMENT_TOO_LARGE, DOCUMENT_TOO_DEEP or DOCUMENT_REFUSED
     */
    public ParsedDocument parse(HtmlText html, ReferenceResolver references, PageSize page) throws JobFailedException {
        MediaQueries media = new MediaQueries(page);
        var read = reader.read(html.text());
        var dom = read.dom();
        List<Warning> warnings = new ArrayList<>();
        URI base = baseOf(dom, references);
        new PrintAdaptation(dom, base, references, media, warnings).apply();
        new TableSpans(warnings).apply(dom);
        List<AssetReference> assets =
                new AssetScan(new ReferenceList(base, references, maxReferences), media).scan(dom);
        Element root = dom.getDocumentElement();
        FontDemand fonts = new FontDemand(dom, base, references, media);
        return new ParsedDocument(
                dom,
                base,
                page,
                html.charset(),
                assets,
                fonts,
                title(dom),
                textOrNull(language(root)),
                read.quirks(),
                warnings);
    }

    private static URI baseOf(Document dom, ReferenceResolver references) {
        List<String> hrefs = new ArrayList<>();
        DomWalk.elements(dom, element -> {
            if (DomWalk.isHtml(element, "base") && element.hasAttribute("href") && hrefs.isEmpty()) {
                hrefs.add(element.getAttribute("href"));
            }
        });
        return hrefs.stream().findFirst().flatMap(references::resolveBase).orElse(references.documentBase());
    }

    private static @Nullable String title(Document dom) {
        List<String> titles = new ArrayList<>();
        DomWalk.elements(dom, element -> {
            if (DomWalk.isHtml(element, "title") && titles.isEmpty()) {
                titles.add(element.getTextContent());
            }
        });
        return Optional.ofNullable(titles.isEmpty() ? null : titles.getFirst())
                .map(title -> title.strip().replaceAll("\\s+", " "))
                .filter(title -> !title.isEmpty())
                .orElse(null);
    }

    private static String language(Element root) {
        return root.hasAttribute("lang") ? root.getAttribute("lang") : root.getAttribute("xml:lang");
    }

    private static @Nullable String textOrNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
