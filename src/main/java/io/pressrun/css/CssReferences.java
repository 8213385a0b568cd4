package io.pressrun.css;

import io.pressrun.job.AssetKind;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.List;

/** What a stylesheet names and what must be fetched to print it: imported stylesheets, images and fonts. */
public final class CssReferences {
    private CssReferences() {}

    /**
     * The references of a stylesheet, in order and without duplicates. Of each {@code @font-face} rule it is the first
     * source only that can be used. {@code data:} URIs of other than stylesheets, references that lead nowhere and rules
     * that do not apply to print are left out.
     * Any text is accepted.
     *
     * @param base the stylesheet's own URI
     * @param page what is printed on
     * @param most how many there may be; what comes later is left out
     */
    public static List<AssetReference> in(String css, URI base, ReferenceResolver references, PageSize page, int most) {
        ReferenceList all = new ReferenceList(base, references, most);
        collect(css, new MediaQueries(page), all);
        return all.all();
    }

    public static void collect(String css, MediaQueries media, ReferenceList all) {
        CssWalk.stylesheet(ImageSets.chosen(css), media, visitor(all));
    }

    /** The references of a {@code style} attribute. */
    public static void collectFromDeclarations(String css, MediaQueries media, ReferenceList all) {
        CssWalk.declarations(css, media, visitor(all));
    }

    static CssVisitor visitor(ReferenceList all) {
        return new CssVisitor() {
            @Override
            public void reference(String reference, AssetKind kind) {
                all.add(reference, kind);
            }

            @Override
            public void fontFace(FontFaceRule rule) {
                rule.face().sources().stream().findFirst().ifPresent(source -> reference(source, AssetKind.FONT));
            }
        };
    }
}
