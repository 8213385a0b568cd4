package io.pressrun.document;

import io.pressrun.css.CssReferences;
import io.pressrun.css.FontDemand;
import io.pressrun.css.PageSize;
import io.pressrun.job.Warning;
import io.pressrun.url.AssetReference;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/**
 * A document ready for the engine.
 *
 * @param dom namespaces as in HTML: XHTML, SVG and MathML; {@code id} attributes are IDs; not thread-safe
 * @param base what references in the document resolve against
 * @param page what it is printed on, as far as the job says
 * @param charset that the document came in; its stylesheets are in the same unless they tell otherwise
 * @param assets every file the document itself names, in document order, without duplicates; what linked stylesheets
 *     name in turn is found with {@link CssReferences}
 * @param fonts which fonts its text needs; it learns as stylesheets arrive
 * @param title text of the title element, white space collapsed; {@code null} when absent or blank
 * @param quirks whether it is in quirks mode
 * @param language BCP 47 tag of the root element; {@code null} when absent or blank
 */
public record ParsedDocument(
        Document dom,
        URI base,
        PageSize page,
        Charset charset,
        List<AssetReference> assets,
        FontDemand fonts,
        @Nullable String title,
        @Nullable String language,
        boolean quirks,
        List<Warning> warnings) {
    public ParsedDocument {
        assets = List.copyOf(assets);
        warnings = List.copyOf(warnings);
    }
}
