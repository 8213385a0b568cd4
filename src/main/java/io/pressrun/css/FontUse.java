package io.pressrun.css;

import io.pressrun.dom.DomWalk;
import io.pressrun.dom.SvgFile;
import io.pressrun.job.AssetKind;
import io.pressrun.url.ReferenceResolver;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * What a document and its stylesheets ask of fonts: families, weights, slants and characters. It may name more than is
 * printed, never less, since it looks at declarations and not at what they apply to.
 */
final class FontUse {
    private static final Set<String> BOLD = Set.of("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th");
    private static final Set<String> SLANTED = Set.of("i", "em", "cite", "dfn", "var", "address");
    private static final int MAX_WORDS = 8;
    /** Of SVG within SVG. */
    private static final int MAX_NESTING = 5;

    /** What lists, counters, hyphenation and missing glyphs are printed with, beside ASCII. */
    private static final String OF_THE_ENGINE = "\u00A0\u00AD\u2010\u2022\u2026\u25A0\u25A1\u25AA\u25CB\u25CF\u25E6";

    private final MediaQueries media;
    private final Set<String> families = new HashSet<>();
    private final Set<Integer> weights = new HashSet<>(Set.of(400));
    private final BitSet characters = new BitSet();
    private boolean slanted;
    private boolean everything;
    private int nesting;

    FontUse(MediaQueries media) {
        this.media = media;
        characters.set(0x20, 0x7F);
        text(OF_THE_ENGINE);
    }

    /** Text that cannot be looked into has fonts too. */
    void everything() {
        everything = true;
    }

    boolean isEverything() {
        return everything;
    }

    boolean hasFamily(String name) {
        return families.contains(name);
    }

    Set<Integer> weights() {
        return weights;
    }

    boolean isSlanted() {
        return slanted;
    }

    BitSet characters() {
        return characters;
    }

    void document(Document dom) {
        for (Node node = dom; node != null; node = DomWalk.next(node, dom)) {
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text(node.getNodeValue());
            } else if (node instanceof Element element) {
                element(element);
            }
        }
    }

    private void element(Element element) {
        String name = element.getLocalName();
        if (BOLD.contains(name)) {
            weights.add(700);
        }
        slanted |= SLANTED.contains(name);
        if (name.equals("style")) {
            stylesheet(element.getTextContent());
        }
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            String value = attribute.getValue();
            switch (attribute.getName()) {
                case "style" -> {
                    CssWalk.declarations(value, media, collector());
                    values(value);
                }
                case "face" -> declaration(value);
                default -> {
                    if (attribute.getName().startsWith("font")) {
                        declaration(value);
                    }
                }
            }
            reference(value);
        }
    }

    /** An attribute or string: text that may be printed, or a document of its own. */
    private void reference(String value) {
        if (!ReferenceResolver.isData(value)) {
            text(value);
        } else if (ReferenceResolver.clean(value).regionMatches(true, 0, "data:image/svg", 0, 14)) {
            SvgFile.inDataUri(value).ifPresentOrElse(this::svg, this::everything);
        }
    }

    /** An SVG that is an image. What cannot be read might be drawn all the same, in any font. */
    void svg(byte[] file) {
        if (!SvgFile.mayHaveText(file)) {
            return;
        }
        Optional<Document> dom = nesting == MAX_NESTING ? Optional.empty() : SvgFile.parse(file);
        if (dom.isEmpty()) {
            everything = true;
            return;
        }
        nesting++;
        document(dom.get());
        nesting--;
    }

    void stylesheet(String css) {
        CssWalk.stylesheet(css, media, collector());
        values(css);
    }

    /** Learns of strings, which may be printed, and of documents in {@code data:} URIs. */
    void values(String css) {
        CssTokens tokens = new CssTokens(css);
        while (tokens.next()) {
            switch (tokens.type()) {
                case STRING -> reference(tokens.value());
                case URL -> {
                    if (tokens.valueIsData()) {
                        reference(tokens.value().strip());
                    }
                }
                case IDENT -> {
                    if (tokens.valueIs("lower-greek")) {
                        characters.set('\u03B1', '\u03C9' + 1);
                    }
                }
                default -> {}
            }
        }
    }

    private CssVisitor collector() {
        return new CssVisitor() {
            @Override
            public void reference(String reference, AssetKind kind) {}

            @Override
            public void fontDeclaration(String value, int start) {
                declaration(value);
            }
        };
    }

    /** Learns of the value of a property of fonts. */
    void declaration(String value) {
        CssTokens tokens = new CssTokens(value);
        StringBuilder[] names = new StringBuilder[0];
        boolean more = tokens.next();
        while (more) {
            switch (tokens.type()) {
                case IDENT -> {
                    String word = tokens.value().toLowerCase(Locale.ROOT);
                    keyword(word);
                    names = extended(names, word);
                }
                case STRING -> {
                    families.add(tokens.value().toLowerCase(Locale.ROOT));
                    names = added(names);
                }
                case NUMBER -> {
                    number(value.substring(tokens.start(), tokens.end()));
                    names = added(names);
                }
                case WHITESPACE -> {}
                default -> names = added(names);
            }
            more = tokens.next();
        }
        added(names);
    }

    /** A family may be several words, and follow others in the shorthand: each of the last words may begin it. */
    private static StringBuilder[] extended(StringBuilder[] names, String word) {
        int count = Math.min(MAX_WORDS, names.length + 1);
        StringBuilder[] longer = new StringBuilder[count];
        for (int i = 0; i < count - 1; i++) {
            longer[i] = names[names.length - count + 1 + i].append(' ').append(word);
        }
        longer[count - 1] = new StringBuilder(word);
        return longer;
    }

    private StringBuilder[] added(StringBuilder[] names) {
        for (StringBuilder name : names) {
            families.add(name.toString());
        }
        return new StringBuilder[0];
    }

    private void keyword(String word) {
        switch (word) {
            case "italic", "oblique" -> slanted = true;
            case "bold" -> weights.add(700);
            case "bolder" -> weights.addAll(Set.of(700, 900));
            case "lighter" -> weights.addAll(Set.of(100, 400));
            default -> {}
        }
    }

    private void number(String text) {
        if (text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int weight = Integer.parseInt(text);
            if (weight >= 1 && weight <= 1000) {
                weights.add(Math.clamp((weight + 50L) / 100 * 100, 100, 900));
            }
        }
    }

    /** The characters, and what {@code text-transform} may make of them. */
    void text(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (!characters.get(character)) {
                characters.set(character);
                String alone = Character.toString(character);
                alone.toUpperCase(Locale.ROOT).codePoints().forEach(characters::set);
                alone.toLowerCase(Locale.ROOT).codePoints().forEach(characters::set);
                characters.set(Character.toTitleCase(character));
            }
        }
    }
}
