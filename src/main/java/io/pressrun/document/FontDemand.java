package io.pressrun.document;

import io.pressrun.job.AssetKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Document;

/**
 * Tells which of a document's {@code @font-face} rules its text needs. It learns of the rules and of what is asked of
 * fonts as stylesheets arrive, in any order; a font is needed as soon as anything asks for it. Thread-safe.
 */
public final class FontDemand {
    /** Beyond that nothing is left out, so that looking for what could be costs little. */
    private static final int MAX_FACES = 2_000;

    private final FontUse use = new FontUse(); // guarded by this
    private final Map<String, Family> families = new HashMap<>(); // guarded by this
    private final Set<FontFace> known = new HashSet<>(); // guarded by this
    private final Map<FontFace, List<String>> open = new LinkedHashMap<>(); // guarded by this
    private boolean complete; // guarded by this

    /** For a document of which nothing is known: it needs every font. */
    public FontDemand() {
        use.everything();
    }

    FontDemand(Document dom, URI base, ReferenceResolver references) {
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
        for (FontFace face : List.copyOf(open.keySet())) {
            if (isNeeded(face)) {
                List<String> addresses = open.remove(face);
                if (addresses != null && !addresses.isEmpty() && !ReferenceResolver.isData(addresses.getFirst())) {
                    needed.add(addresses);
                }
            }
        }
        return needed;
    }

    /** A stylesheet that applies has arrived. */
    public synchronized void stylesheet(String css, URI base, ReferenceResolver references) {
        use.stylesheet(css);
        learnFaces(css, base, references);
    }

    /** An image has arrived: an SVG with text may be set in the document's fonts. */
    public synchronized void image(byte[] file) {
        int start = 0;
        while (start < file.length && (file[start] <= ' ')) {
            start++;
        }
        if (start < file.length
                && file[start] == '<'
                && new String(file, StandardCharsets.ISO_8859_1).contains("text")) {
            use.everything();
        }
    }

    /** All that the document names is known. */
    public synchronized void complete() {
        complete = true;
    }

    /** Whether the rule is for none of the document's text; never before all is known. */
    public synchronized boolean isUnneeded(FontFace face) {
        return complete && !isNeeded(face);
    }

    private void learnFaces(String css, URI base, ReferenceResolver references) {
        CssWalk.stylesheet(css, new CssWalk.Visitor() {
            @Override
            public void reference(String reference, AssetKind kind) {}

            @Override
            public void fontFace(FontFaceRule rule) {
                FontFace face = rule.face();
                if (known.add(face)) {
                    families.computeIfAbsent(face.family(), name -> new Family())
                            .add(face);
                    open.put(face, face.addresses(base, references));
                }
                if (known.size() > MAX_FACES) {
                    use.everything();
                }
            }
        });
    }

    private boolean isNeeded(FontFace face) {
        if (use.isEverything()) {
            return true;
        }
        Family family = families.get(face.family());
        return family != null
                && use.hasFamily(face.family())
                && face.hasAnyOf(use.characters())
                && family.hasNoBetterThan(face, use);
    }

    /** The weights that a family has. */
    private static final class Family {
        private final Set<Integer> upright = new TreeSet<>();
        private final Set<Integer> slanted = new TreeSet<>();

        void add(FontFace face) {
            // A face for several weights counts as none: the others are not less needed for it.
            Set<Integer> weights = face.weight() == null ? Set.of() : Set.of(face.weight());
            if (!Boolean.TRUE.equals(face.slanted())) {
                upright.addAll(weights);
            }
            if (!Boolean.FALSE.equals(face.slanted())) {
                slanted.addAll(weights);
            }
        }

        boolean hasNoBetterThan(FontFace face, FontUse use) {
            boolean isSlanted = Boolean.TRUE.equals(face.slanted());
            if (isSlanted && !use.isSlanted() && !upright.isEmpty()) {
                return false;
            }
            Integer weight = face.weight();
            Set<Integer> weights = isSlanted ? slanted : upright;
            return weight == null || use.weights().stream().anyMatch(asked -> mayServe(weight, asked, weights));
        }

        /** Whether the weight is the one asked for, or the next above or below where there is no such (5.2). */
        private static boolean mayServe(int weight, int asked, Set<Integer> weights) {
            if (weight == asked || weights.contains(asked)) {
                return weight == asked;
            }
            return weight < asked
                    ? weights.stream().noneMatch(have -> have > weight && have < asked)
                    : weights.stream().noneMatch(have -> have < weight && have > asked);
        }
    }
}
