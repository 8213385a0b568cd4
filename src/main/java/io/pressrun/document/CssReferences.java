package io.pressrun.document;

import io.pressrun.document.CssTokens.Token;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a stylesheet names: imported stylesheets, images and fonts. Rules that do not apply to print are passed over.
 * Malformed CSS is read as css-syntax-3 says; nothing throws.
 */
public final class CssReferences {
    private static final Set<String> NO_IMAGE = Set.of(
            "cursor",
            "filter",
            "backdrop-filter",
            "clip-path",
            "shape-outside",
            "offset-path",
            "behavior",
            "-ms-behavior",
            "-moz-binding",
            "src");
    private static final Set<String> TRANSPARENT_RULES =
            Set.of("supports", "layer", "container", "scope", "document", "-moz-document", "starting-style", "page");

    private static final Set<String> BEFORE_IMPORTS = Set.of("import", "charset", "layer");

    private final CssTokens tokens;
    private final String css;
    private final BiConsumer<String, AssetKind> found;
    private final CssBlocks blocks = new CssBlocks();
    private final FontFaceSources fontFace = new FontFaceSources();

    private boolean importsAllowed = true;
    private boolean atItemStart = true;
    private @Nullable String candidateProperty;
    private @Nullable String property;
    private @Nullable String atRule;
    private int preludeStart;
    private @Nullable String importTarget;
    private String function = "";

    private CssReferences(String css, BiConsumer<String, AssetKind> found) {
        this.css = css;
        this.tokens = new CssTokens(css);
        this.found = found;
    }

    /**
     * The references of a stylesheet, in order and without duplicates. Of each {@code @font-face} rule it is the best
     * source only. {@code data:} URIs and references that lead nowhere are left out.
     *
     * @param base the stylesheet's own URI
     */
    public static List<AssetReference> in(String css, URI base, ReferenceResolver references) {
        Set<AssetReference> all = new LinkedHashSet<>();
        new CssReferences(css, collect(all, base, references)).stylesheet();
        return new ArrayList<>(all);
    }

    /** The references of a {@code style} attribute. */
    static List<AssetReference> inDeclarations(String css, URI base, ReferenceResolver references) {
        Set<AssetReference> all = new LinkedHashSet<>();
        CssReferences reader = new CssReferences(css, collect(all, base, references));
        reader.importsAllowed = false;
        reader.blocks.open('}', false, false);
        reader.stylesheet();
        return new ArrayList<>(all);
    }

    private static BiConsumer<String, AssetKind> collect(
            Set<AssetReference> all, URI base, ReferenceResolver references) {
        return (reference, kind) -> {
            if (!ReferenceResolver.isData(reference)) {
                references.resolve(base, reference).ifPresent(uri -> all.add(new AssetReference(uri, kind)));
            }
        };
    }

    private void stylesheet() {
        while (tokens.next()) {
            switch (tokens.type()) {
                case OPEN_CURLY -> openCurly();
                case OPEN_SQUARE -> blocks.openNested(']');
                case OPEN_PAREN -> blocks.openNested(')');
                case FUNCTION -> openFunction();
                case CLOSE_CURLY -> closeCurly();
                case CLOSE_SQUARE -> blocks.close(']');
                case CLOSE_PAREN -> closeParenthesis();
                case SEMICOLON -> endOfStatement();
                default -> component();
            }
        }
        endOfStatement();
        endOfFontFace();
    }

    private void component() {
        Token type = tokens.type();
        if (type == Token.WHITESPACE) {
            return;
        }
        if (blocks.inParentheses()) {
            argument(type);
            return;
        }
        switch (type) {
            case AT_KEYWORD -> {
                if (atItemStart) {
                    atRule = tokens.value().toLowerCase(Locale.ROOT);
                    preludeStart = tokens.end();
                }
            }
            case IDENT -> {
                candidateProperty = atItemStart ? tokens.value().toLowerCase(Locale.ROOT) : null;
                atItemStart = false;
                return;
            }
            case COLON -> {
                if (candidateProperty != null && blocks.inDeclarations() && property == null) {
                    property = candidateProperty;
                }
            }
            case COMMA -> {
                if (blocks.inFontFace()) {
                    fontFace.endOfSource();
                }
            }
            case URL -> reference();
            case STRING -> {
                if (isImportPrelude()) {
                    importTarget(tokens.value());
                }
            }
            default -> {}
        }
        candidateProperty = null;
        atItemStart = false;
    }

    private void argument(Token type) {
        if (type == Token.URL || (type == Token.STRING && function.equals("url"))) {
            reference();
        } else if (function.equals("format") && (type == Token.STRING || type == Token.IDENT) && inFontSource()) {
            fontFace.format(tokens.value());
        }
    }

    private void openFunction() {
        function = tokens.valueIs("url") ? "url" : tokens.valueIs("format") ? "format" : "";
        atItemStart = false;
        candidateProperty = null;
        blocks.openNested(')');
    }

    private void closeParenthesis() {
        function = "";
        blocks.close(')');
    }

    private void reference() {
        if (isImportPrelude()) {
            importTarget(tokens.value());
        } else if (atRule == null && property != null && !blocks.skipped()) {
            if (inFontSource()) {
                fontFace.url(tokens.value());
            } else if (!NO_IMAGE.contains(property) && !tokens.valueIsData()) {
                found.accept(tokens.value(), AssetKind.IMAGE);
            }
        }
    }

    private boolean inFontSource() {
        return blocks.inFontFace() && "src".equals(property);
    }

    private boolean isImportPrelude() {
        return importsAllowed && "import".equals(atRule) && importTarget == null && blocks.atTopLevel();
    }

    private void importTarget(String target) {
        importTarget = target;
        preludeStart = tokens.end();
    }

    private void openCurly() {
        if (blocks.inParentheses()) {
            blocks.openNested('}');
            return;
        }
        boolean skip = blocks.skipped();
        boolean font = false;
        if (atRule != null) {
            font = atRule.equals("font-face");
            boolean media = atRule.equals("media");
            String prelude = media ? css.substring(preludeStart, tokens.start()) : "";
            skip |= media ? !MediaQueries.mayPrint(prelude) : !font && !isTransparent(atRule);
        }
        if (font) {
            endOfFontFace();
        }
        importsAllowed = false;
        blocks.open('}', skip, font);
        newItem();
    }

    /** Whether the block of an at-rule holds what is read: rules of conditional groups, pages and page margin boxes. */
    private static boolean isTransparent(String name) {
        return TRANSPARENT_RULES.contains(name)
                || name.startsWith("top-")
                || name.startsWith("bottom-")
                || name.startsWith("left-")
                || name.startsWith("right-");
    }

    private void closeCurly() {
        if (blocks.inParentheses() && !blocks.topIs('}')) {
            return;
        }
        boolean nested = blocks.inParentheses();
        if (blocks.inFontFace() && !nested) {
            endOfFontFace();
        }
        blocks.close('}');
        if (!nested) {
            newItem();
        }
    }

    private void endOfFontFace() {
        fontFace.take().ifPresent(reference -> found.accept(reference, AssetKind.FONT));
    }

    private void endOfStatement() {
        if (blocks.inParentheses()) {
            return;
        }
        if (importTarget != null
                && MediaQueries.mayPrint(importCondition(css.substring(preludeStart, tokens.start())))) {
            found.accept(importTarget, AssetKind.STYLESHEET);
        }
        if (atRule != null && !BEFORE_IMPORTS.contains(atRule)) {
            importsAllowed = false;
        }
        if (blocks.inFontFace()) {
            fontFace.endOfSource();
        }
        newItem();
    }

    /** The media query list of an import: what follows its layer and its supports condition. */
    private static String importCondition(String prelude) {
        if (prelude.length() > 2_000) {
            return "";
        }
        return prelude.strip()
                .replaceFirst("^\\)\\s*", "")
                .replaceFirst("(?i)^layer(\\([^)]*\\))?(\\s+|$)", "")
                .replaceFirst("(?i)^supports\\((?:[^()]|\\([^()]*\\))*\\)\\s*", "");
    }

    private void newItem() {
        atItemStart = true;
        candidateProperty = null;
        property = null;
        atRule = null;
        importTarget = null;
        function = "";
    }
}
