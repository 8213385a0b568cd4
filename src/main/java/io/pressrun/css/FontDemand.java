package io.pressrun.css;

import io.pressrun.dom.DomWalk;
import io.pressrun.dom.SvgFile;
import io.pressrun.job.AssetKind;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.w3c.dom.Document;

/**
 * Tells which of a document's {@code @font-face} rules its text needs. It learns of the rules and of what is asked of
 * fonts as stylesheets arrive, in any order; a font is needed as soon as anything asks for it. Thread-safe.
 */
public final class FontDemand {
    /** Beyond that nothing is left out, so that looking for what could be costs little. */
    private static final int MAX_FACES = 2_000;

    private static final int MAX_RANGES = 50_000;
    private static final int[] UNKNOWN = {};

    private final MediaQueries media;
    private final FontUse use; // guarded by this
    private final Map<String, List<FontFace>> families = new HashMap<>(); // guarded by this
    /** Of each family the faces that serve what is asked for, until more is known. */
    private final Map<String, Set<FontFace>> chosen = new HashMap<>(); // guarded by this

    private final Set<FontFace> known = new HashSet<>(); // guarded by this
    private final Map<FontFace, List<String>> open = new LinkedHashMap<>(); // guarded by this
    /** The characters of the text in ascending order, once something asks for them. */
    private int[] characters = UNKNOWN; // guarded by this

    private int ranges; // guarded by this
    private boolean changed = true; // guarded by this
    private boolean complete; // guarded by this

    /** For a document of which nothing is known: it needs every font. */
    public FontDemand() {
        this(new MediaQueries(PageSize.DEFAULT));
        use.everything();
    }

    private FontDemand(MediaQueries media) {
        this.media = media;
        this.use = new FontUse(media);
    }

    public FontDemand(Document dom, URI base, ReferenceResolver references, MediaQueries media) {
        this(media);
        use.document(dom);
        DomWalk.elements(dom, element -> {
            if (DomWalk.isHtml(element, "style")) {
                learnFaces(element.getTextContent(), base, references);
            }
        });
    }

    /**
     * The fonts that are known to be needed by now and were not before.
     *
     * @return for each the addresses to try in turn, of which the first must be fetched
     */
    public synchronized List<List<String>> needed() {
        List<List<String>> needed = new ArrayList<>();
        if (changed) {
            changed = false;
            open.entrySet().removeIf(face -> isNeeded(face.getKey()) && addTo(needed, face.getValue()));
        }
        return needed;
    }

    private static boolean addTo(List<List<String>> needed, List<String> addresses) {
        if (!addresses.isEmpty() && !ReferenceResolver.isData(addresses.getFirst())) {
            needed.add(addresses);
        }
        return true;
    }

    /**
     * A stylesheet that applies has arrived.
     *
     * @return what it names, as {@link CssReferences#in} tells it of the document's page, in the same walk
     */
    public synchronized List<AssetReference> stylesheet(String css, URI base, ReferenceResolver references, int most) {
        ReferenceList named = new ReferenceList(base, references, most);
        CssVisitor naming = CssReferences.visitor(named);
        use.values(css);
        learned();
        CssWalk.stylesheet(ImageSets.chosen(css), media, new CssVisitor() {
            @Override
            public void reference(String reference, AssetKind kind) {
                naming.reference(reference, kind);
            }

            @Override
            public void fontFace(FontFaceRule rule) {
                naming.fontFace(rule);
                learnFace(rule.face(), base, references);
            }

            @Override
            public void fontDeclaration(String value, int start) {
                use.declaration(value);
            }
        });
        return named.all();
    }

    /** An image has arrived: the text of an SVG may be set in the document's fonts. */
    public synchronized void image(byte[] file) {
        if (SvgFile.isMarkup(file)) {
            use.svg(file);
            learned();
        }
    }

    private void learned() {
        chosen.clear();
        characters = UNKNOWN;
        changed = true;
    }

    /** All that the document names is known. */
    public synchronized void complete() {
        complete = true;
    }

    /** Whether the rule is known to be for none of the document's text; never before all is known. */
    public synchronized boolean isUnneeded(FontFace face) {
        return complete && known.contains(face) && !isNeeded(face);
    }

    /** All characters that may be printed, those of attributes and of strings in stylesheets among them. */
    public synchronized BitSet text() {
        return (BitSet) use.characters().clone();
    }

    private void learnFaces(String css, URI base, ReferenceResolver references) {
        CssWalk.stylesheet(css, media, new CssVisitor() {
            @Override
            public void reference(String reference, AssetKind kind) {}

            @Override
            public void fontFace(FontFaceRule rule) {
                learnFace(rule.face(), base, references);
            }
        });
    }

    private void learnFace(FontFace face, URI base, ReferenceResolver references) {
        if (known.add(face)) {
            ranges += face.range() == null ? 0 : face.range().size();
            families.computeIfAbsent(face.family(), name -> new ArrayList<>()).add(face);
            open.put(face, face.addresses(base, references));
        }
        if (known.size() > MAX_FACES || ranges > MAX_RANGES) {
            use.everything();
        }
    }

    private boolean isNeeded(FontFace face) {
        if (use.isEverything()) {
            return true;
        }
        return use.hasFamily(face.family())
                && face.hasAnyOf(characters())
                && chosen.computeIfAbsent(face.family(), this::chosenOf).contains(face);
    }

    private int[] characters() {
        if (characters.length == 0) {
            characters = use.characters().stream().toArray();
        }
        return characters;
    }

    /** What serves the family's text in any of the weights and slants that are asked for. */
    private Set<FontFace> chosenOf(String family) {
        List<FontFace> faces = families.getOrDefault(family, List.of());
        Set<FontFace> all = new HashSet<>();
        for (int weight : use.weights()) {
            all.addAll(FontMatch.of(faces, Function.identity(), weight, false));
            if (use.isSlanted()) {
                all.addAll(FontMatch.of(faces, Function.identity(), weight, true));
            }
        }
        return all;
    }
}
