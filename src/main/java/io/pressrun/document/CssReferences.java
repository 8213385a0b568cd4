package io.pressrun.document;

import io.pressrun.job.AssetKind;
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
     * @param most how many there may be; what comes later is left out
     */
    public static List<AssetReference> in(String css, URI base, ReferenceResolver references, int most) {
        ReferenceList all = new ReferenceList(base, references, most);
        collect(css, all);
        return all.all();
    }

    static void collect(String css, ReferenceList all) {
        CssWalk.stylesheet(ImageSets.chosen(css), visitor(all));
    }

    /** The references of a {@code style} attribute. */
    static void collectFromDeclarations(String css, ReferenceList all) {
        CssWalk.declarations(css, visitor(all));
    }

    private static CssWalk.Visitor visitor(ReferenceList all) {
        return new CssWalk.Visitor() {
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
