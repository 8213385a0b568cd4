package io.pressrun.document;

import io.pressrun.job.AssetKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stylesheets as the engine can take them. What needs no change stays as it is, to the character. */
public final class EngineCss {
    private static final String CELL_SPAN = "-fs-table-cell-";

    private EngineCss() {}

    /** Says where the engine gets a font from. */
    public interface Fonts {
        /** The absolute address of the rule's font; empty for a rule that the engine is not to know. */
        Optional<String> address(FontFace face);
    }

    /**
     * A stylesheet, changed in three points. Of an {@code image-set()} one image is chosen. Of each {@code @font-face}
     * one address is left: the engine knows few of the descriptors, takes one URL only, and drops a face whose list
     * names no TrueType file. The engine's own properties for column and row spans are disabled, for they accept spans
     * without bound.
     */
    public static String stylesheet(String written, PageSize page, Fonts fonts) {
        String css = ImageSets.chosen(written);
        Map<Integer, Edit> edits = new TreeMap<>();
        CssWalk.stylesheet(css, new MediaQueries(page), new FontFaces(edits, fonts));
        disableSpans(css, edits);
        return apply(css, edits);
    }

    /** A stylesheet or the content of a {@code style} attribute, without image sets and the engine's span properties. */
    static String declarations(String written) {
        String css = ImageSets.chosen(written);
        if (css.indexOf('\\') < 0 && !css.toLowerCase(Locale.ROOT).contains(CELL_SPAN)) {
            return css;
        }
        Map<Integer, Edit> edits = new TreeMap<>();
        disableSpans(css, edits);
        return apply(css, edits);
    }

    /**
     * A stylesheet, or any other value of CSS, within SVG. Imports are removed, for the engine fails on them, and so are
     * references beyond the SVG itself but for fonts in {@code data:} URIs.
     */
    public static String svgStylesheet(String css) {
        Map<Integer, Edit> edits = new TreeMap<>();
        removeImports(css, edits);
        removeReferences(css, edits);
        return apply(css, edits);
    }

    private static void disableSpans(String css, Map<Integer, Edit> edits) {
        CssTokens tokens = new CssTokens(css);
        while (tokens.next()) {
            if (tokens.type() == CssTokens.Token.IDENT
                    && (tokens.valueIs(CELL_SPAN + "colspan") || tokens.valueIs(CELL_SPAN + "rowspan"))) {
                edits.putIfAbsent(tokens.start(), new Edit(tokens.end(), "-x-disabled"));
            }
        }
    }

    private static void removeImports(String css, Map<Integer, Edit> edits) {
        CssTokens tokens = new CssTokens(css);
        boolean more = tokens.next();
        while (more) {
            int start = tokens.start();
            boolean isImport = tokens.type() == CssTokens.Token.AT_KEYWORD && tokens.valueIs("import");
            more = tokens.next();
            while (isImport && more && tokens.type() != CssTokens.Token.SEMICOLON) {
                more = tokens.next();
            }
            if (isImport) {
                edits.put(start, new Edit(more ? tokens.end() : css.length(), ""));
            }
        }
    }

    private static void removeReferences(String css, Map<Integer, Edit> edits) {
        CssTokens tokens = new CssTokens(css);
        boolean fontFace = false;
        int foreignUrl = -1;
        int url = -1;
        while (tokens.next()) {
            switch (tokens.type()) {
                case AT_KEYWORD -> fontFace = tokens.valueIs("font-face");
                case CLOSE_CURLY -> fontFace = false;
                case FUNCTION -> url = tokens.valueIs("url") ? tokens.start() : -1;
                case STRING, BAD_STRING -> foreignUrl = isForeign(tokens, fontFace) ? url : -1;
                case URL, BAD_URL -> {
                    if (isForeign(tokens, fontFace)) {
                        edits.putIfAbsent(tokens.start(), new Edit(tokens.end(), "none"));
                    }
                }
                case CLOSE_PAREN -> {
                    if (foreignUrl >= 0) {
                        edits.putIfAbsent(foreignUrl, new Edit(tokens.end(), "none"));
                    }
                    foreignUrl = -1;
                    url = -1;
                }
                default -> {}
            }
        }
        if (foreignUrl >= 0) {
            edits.putIfAbsent(foreignUrl, new Edit(css.length(), "none"));
        }
    }

    private static boolean isForeign(CssTokens reference, boolean fontFace) {
        String value = reference.value().strip();
        return !value.startsWith("#") && !(fontFace && reference.valueIsData() && value.indexOf('#') < 0);
    }

    private static String apply(String css, Map<Integer, Edit> edits) {
        if (edits.isEmpty()) {
            return css;
        }
        StringBuilder out = new StringBuilder(css.length() + 16);
        int done = 0;
        for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
            if (edit.getKey() >= done) {
                out.append(css, done, edit.getKey()).append(edit.getValue().replacement());
                done = edit.getValue().end();
            }
        }
        return out.append(css, done, css.length()).toString();
    }

    private record Edit(int end, String replacement) {}

    private record FontFaces(Map<Integer, Edit> edits, Fonts fonts) implements CssVisitor {
        @Override
        public void reference(String reference, AssetKind kind) {}

        @Override
        public void fontFace(FontFaceRule rule) {
            if (rule.face().sources().isEmpty()) {
                return;
            }
            Optional<String> address = fonts.address(rule.face());
            if (address.isEmpty()) {
                edits.put(rule.start(), new Edit(rule.end(), ""));
                return;
            }
            String url = PercentEncoding.encode(address.get(), PercentEncoding.Part.CSS_STRING_URL);
            edits.put(
                    rule.start(),
                    new Edit(rule.end(), "@font-face{font-family:\"@" + url + "\";src:url(\"" + url + "\")}"));
        }
    }
}
