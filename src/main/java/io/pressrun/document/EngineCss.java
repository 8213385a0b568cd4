package io.pressrun.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stylesheets as the engine can take them. What needs no change stays as it is, to the character. */
public final class EngineCss {
    private static final String CELL_SPAN = "-fs-table-cell-";

    private EngineCss() {}

    /**
     * A stylesheet, changed in two points. Each {@code @font-face} keeps one source, the best, without its format: the
     * engine takes one URL only and drops a face whose list names no TrueType file. The engine's own properties for
     * column and row spans are disabled, for they accept spans without bound.
     */
    public static String stylesheet(String css) {
        Map<Integer, Edit> edits = new TreeMap<>();
        CssWalk.stylesheet(css, new FontFaces(edits));
        disableSpans(css, edits);
        return apply(css, edits);
    }

    /** The content of a {@code style} attribute, without the engine's own span properties. */
    static String declarations(String css) {
        if (css.indexOf('\\') < 0 && !css.toLowerCase(Locale.ROOT).contains(CELL_SPAN)) {
            return css;
        }
        Map<Integer, Edit> edits = new TreeMap<>();
        disableSpans(css, edits);
        return apply(css, edits);
    }

    /** The content of a {@code style} element within SVG, where the engine fails on imports: they are removed. */
    static String svgStylesheet(String css) {
        Map<Integer, Edit> edits = new TreeMap<>();
        removeImports(css, edits);
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

    private static final class FontFaces implements CssWalk.Visitor {
        private final Map<Integer, Edit> edits;
        private final List<int[]> sources = new ArrayList<>();

        private FontFaces(Map<Integer, Edit> edits) {
            this.edits = edits;
        }

        @Override
        public void reference(String reference, AssetKind kind) {}

        @Override
        public void fontSource(int start, int end) {
            sources.add(new int[] {start, end});
        }

        @Override
        public void endOfFontFace(Optional<String> bestSource) {
            bestSource.map(ReferenceResolver::clean).ifPresent(best -> {
                String url = PercentEncoding.encode(best, PercentEncoding.Part.CSS_STRING_URL);
                sources.forEach(source -> edits.put(source[0], new Edit(source[1], " url(\"" + url + "\")")));
            });
            sources.clear();
        }
    }
}
