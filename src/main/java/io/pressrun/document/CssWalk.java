package io.pressrun.document;

import io.pressrun.document.CssTokens.Token;
import io.pressrun.job.AssetKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the blocks and declarations of a stylesheet (css-syntax-3, section 5). Rules that do not apply to print are
 * passed over; malformed CSS is read as browsers do; nothing throws or recurses.
 */
final class CssWalk {
    /** What the walk meets. */
    interface Visitor {
        /** A reference of a rule that applies to print. */
        void reference(String reference, AssetKind kind);

        /** A {@code @font-face} that applies to print. */
        default void fontFace(FontFaceRule rule) {}

        /**
         * The value of a property of fonts, or of one that a property of fonts may refer to.
         *
         * @param start its index in the stylesheet
         */
        default void fontDeclaration(String value, int start) {}
    }

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
    private final Visitor visitor;
    private final CssBlocks blocks = new CssBlocks();
    private final FontFaceSources fontFace = new FontFaceSources();
    private final Map<String, String> descriptors = new HashMap<>();

    private boolean importsAllowed = true;
    private boolean atItemStart = true;
    private @Nullable String candidateProperty;
    private @Nullable String property;
    private @Nullable String atRule;
    private int preludeStart;
    private int atRuleStart;
    private int faceStart = -1;
    private int valueStart;
    private @Nullable String importTarget;
    private String function = "";

    private CssWalk(String css, Visitor visitor) {
        this.css = css;
        this.tokens = new CssTokens(css);
        this.visitor = visitor;
    }

    static void stylesheet(String css, Visitor visitor) {
        new CssWalk(css, visitor).walk();
    }

    /** Walks the content of a {@code style} attribute. */
    static void declarations(String css, Visitor visitor) {
        CssWalk walk = new CssWalk(css, visitor);
        walk.importsAllowed = false;
        walk.blocks.open('}', false, false);
        walk.walk();
    }

    private void walk() {
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
        if (property != null) {
            endOfDeclaration(css.length());
        }
        endOfFontFace(css.length());
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
                    atRuleStart = tokens.start();
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
                    valueStart = tokens.end();
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
        } else if (function.equals("tech") && type == Token.IDENT && inFontSource()) {
            fontFace.technique(tokens.value());
        }
    }

    private void openFunction() {
        function = tokens.valueIs("url")
                ? "url"
                : tokens.valueIs("format") ? "format" : tokens.valueIs("tech") ? "tech" : "";
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
                visitor.reference(tokens.value(), AssetKind.IMAGE);
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
            endOfFontFace(tokens.start());
            faceStart = skip ? -1 : atRuleStart;
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
        if (!nested) {
            endOfDeclaration(tokens.start());
            if (blocks.inFontFace()) {
                endOfFontFace(tokens.end());
            }
        }
        blocks.close('}');
        if (!nested) {
            newItem();
        }
    }

    private void endOfFontFace(int end) {
        List<String> sources = fontFace.take();
        if (faceStart >= 0) {
            visitor.fontFace(new FontFaceRule(FontFace.of(descriptors, sources), faceStart, end));
        }
        faceStart = -1;
        descriptors.clear();
    }

    private void endOfDeclaration(int end) {
        if (property != null && !blocks.skipped()) {
            if (blocks.inFontFace()) {
                descriptors.put(property, css.substring(valueStart, end));
            } else if (property.startsWith("font") || property.startsWith("--")) {
                visitor.fontDeclaration(css.substring(valueStart, end), valueStart);
            }
        }
        fontFace.endOfSource();
        property = null;
    }

    private void endOfStatement() {
        if (blocks.inParentheses()) {
            return;
        }
        if (importTarget != null
                && MediaQueries.mayPrint(importCondition(css.substring(preludeStart, tokens.start())))) {
            visitor.reference(importTarget, AssetKind.STYLESHEET);
        }
        if (atRule != null && !BEFORE_IMPORTS.contains(atRule)) {
            importsAllowed = false;
        }
        endOfDeclaration(tokens.start());
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
