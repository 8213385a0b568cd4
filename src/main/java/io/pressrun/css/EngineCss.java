package io.pressrun.css;

import io.pressrun.job.AssetKind;
import io.pressrun.url.PercentEncoding;
import io.pressrun.url.ReferenceResolver;
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
     * A stylesheet, changed in four points. Layers and conditional groups, which the engine mostly does not know, give
     * way to their rules or to nothing, and so do the conditions of imports. Of an {@code image-set()} one image is
     * chosen. Of each {@code @font-face} one address is left: the engine knows few of the descriptors, takes one URL
     * only, and drops a face whose list names no TrueType file. The engine's own properties for column and row spans are
     * disabled, for they accept spans without bound.
     */
    public static String stylesheet(String written, PageSize page, Fonts fonts) {
        String css = ImageSets.chosen(written);
        Map<Integer, Edit> edits = new TreeMap<>();
        Rules rules = new Rules(css, edits, fonts);
        CssWalk.stylesheet(css, new MediaQueries(page), rules);
        rules.end();
        disableSpans(css, edits);
        return apply(css, edits);
    }

    /** A stylesheet or the content of a {@code style} attribute, without image sets and the engine's span properties. */
    public static String declarations(String written) {
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

    private static final class Rules implements CssVisitor {
        private final String css;
        private final Map<Integer, Edit> edits;
        private final Fonts fonts;
        private int removedFrom = -1;

        Rules(String css, Map<Integer, Edit> edits, Fonts fonts) {
            this.css = css;
            this.edits = edits;
            this.fonts = fonts;
        }

        @Override
        public void reference(String reference, AssetKind kind) {}

        @Override
        public void importRule(String target, boolean plain, int start, int end) {
            if (!plain) {
                boolean unended = end == css.length() || css.charAt(end) != ';';
                edits.put(start, new Edit(end, "@import \"" + inString(target) + (unended ? "\";" : "\"")));
            }
        }

        @Override
        public void statementWithoutEffect(int start, int end) {
            remove(start, end);
        }

        @Override
        public void misplacedImport(int start, int end) {
            // The engine would follow it if all that is before it had gone; else it warns of it.
            if (!edits.isEmpty()) {
                remove(start, end);
            }
        }

        @Override
        public void group(int start, int bodyStart, boolean applies) {
            if (applies) {
                remove(start, bodyStart);
            } else {
                removedFrom = start;
            }
        }

        @Override
        public void endOfGroup(int bodyEnd, boolean applied, boolean mayJoin) {
            if (applied) {
                edits.put(bodyEnd, new Edit(bodyEnd + 1, mayJoin ? ";" : ""));
            } else {
                remove(removedFrom, bodyEnd + 1);
                removedFrom = -1;
            }
        }

        void end() {
            if (removedFrom >= 0) {
                remove(removedFrom, css.length());
            }
        }

        /** Line breaks stay, so that what the engine says of later lines is true. */
        private void remove(int start, int end) {
            long lines =
                    css.substring(start, end).chars().filter(c -> c == '\n').count();
            edits.put(start, new Edit(end, "\n".repeat((int) lines)));
        }

        @Override
        public void fontFace(FontFaceRule rule) {
            if (rule.face().sources().isEmpty()) {
                return;
            }
            Optional<String> address = fonts.address(rule.face());
            if (address.isEmpty()) {
                remove(rule.start(), rule.end());
                return;
            }
            String url = inString(address.get());
            edits.put(
                    rule.start(),
                    new Edit(rule.end(), "@font-face{font-family:\"@" + url + "\";src:url(\"" + url + "\")}"));
        }

        private static String inString(String reference) {
            return PercentEncoding.encode(ReferenceResolver.clean(reference), PercentEncoding.Part.CSS_STRING_URL);
        }
    }
}
