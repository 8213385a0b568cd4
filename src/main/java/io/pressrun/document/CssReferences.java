package io.pressrun.document;

import io.pressrun.job.AssetKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
     */
    public static List<AssetReference> in(String css, URI base, ReferenceResolver references, PageSize page) {
        return in(css, base, references, new MediaQueries(page));
    }

    static List<AssetReference> in(String css, URI base, ReferenceResolver references, MediaQueries media) {
        Set<AssetReference> all = new LinkedHashSet<>();
        CssWalk.stylesheet(ImageSets.chosen(css), media, collect(all, base, references));
        return new ArrayList<>(all);
    }

    /** The references of a {@code style} attribute. */
    static List<AssetReference> inDeclarations(String css, URI base, ReferenceResolver references, MediaQueries media) {
        Set<AssetReference> all = new LinkedHashSet<>();
        CssWalk.declarations(css, media, collect(all, base, references));
        return new ArrayList<>(all);
    }

    /** Adds what must be fetched, or at least read for what it names in turn. */
    static void collect(
            String reference, AssetKind kind, URI base, ReferenceResolver references, Set<AssetReference> all) {
        if (kind == AssetKind.STYLESHEET || !ReferenceResolver.isData(reference)) {
            references.resolve(base, reference).ifPresent(uri -> all.add(new AssetReference(uri, kind)));
        }
    }

    private static CssVisitor collect(Set<AssetReference> all, URI base, ReferenceResolver references) {
        return new CssVisitor() {
            @Override
            public void reference(String reference, AssetKind kind) {
                CssReferences.collect(reference, kind, base, references, all);
            }

            @Override
            public void fontFace(FontFaceRule rule) {
                rule.face().sources().stream().findFirst().ifPresent(source -> reference(source, AssetKind.FONT));
            }
        };
    }
}
