package io.pressrun.css;

import io.pressrun.css.CssTokens.Token;
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
    private static final Set<String> BEFORE_IMPORTS = Set.of("import", "charset", "layer");

    private final CssTokens tokens;
    private final String css;
    private final MediaQueries media;
    private final CssVisitor visitor;
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

    private CssWalk(String css, MediaQueries media, CssVisitor visitor) {
        this.css = css;
        this.media = media;
        this.tokens = new CssTokens(css);
        this.visitor = visitor;
    }

    static void stylesheet(String css, MediaQueries media, CssVisitor visitor) {
        new CssWalk(css, media, visitor).walk();
    }

    /** Walks the content of a {@code style} attribute. */
    static void declarations(String css, MediaQueries media, CssVisitor visitor) {
        CssWalk walk = new CssWalk(css, media, visitor);
        walk.importsAllowed = false;
        walk.blocks.open(0);
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
                case SEMICOLON -> endOfStatement(tokens.start(), tokens.end());
                default -> component();
            }
        }
        endOfStatement(css.length(), css.length());
        if (property != null) {
            endOfDeclaration(css.length());
        }
        endOfFontFace(css.length());
    }

    private void component() {
        Token type = tokens.type();
        if (type == Token.WHITESPACE || (type == Token.MARKUP_COMMENT && !blocks.inRule())) {
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
        if (importTarget != null && function.equals("url")) {
            preludeStart = tokens.end();
        }
        function = "";
        blocks.close(')');
    }

    private void reference() {
        if (isImportPrelude()) {
            importTarget(tokens.value());
        } else if (atRule == null && property != null && !blocks.skipped()) {
            if (inFontSource()) {
                fontFace.url(tokens.value());
            } else if (!CssRules.takesNoImage(property) && !tokens.valueIsData()) {
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
        int properties =
                atRule == null ? 0 : CssRules.blockOf(atRule, css.substring(preludeStart, tokens.start()), media);
        boolean font = properties == CssBlocks.FONT_FACE;
        boolean skip = blocks.skipped();
        if (font) {
            endOfFontFace(tokens.start());
            faceStart = skip ? -1 : atRuleStart;
        } else if ((properties & CssBlocks.GROUP) != 0 && !skip) {
            visitor.group(atRuleStart, tokens.end(), (properties & CssBlocks.SKIPPED) == 0);
        }
        importsAllowed = false;
        blocks.open(skip ? CssBlocks.SKIPPED | properties & ~CssBlocks.GROUP : properties);
        newItem();
    }

    private void closeCurly() {
        if (!blocks.topIs('}')) {
            if (!blocks.inParentheses()) {
                newItem();
            }
            return;
        }
        boolean nested = blocks.inParentheses();
        if (!nested) {
            endOfBlock();
        }
        blocks.close('}');
        if (!nested) {
            newItem();
        }
    }

    private void endOfBlock() {
        boolean unended = !atItemStart;
        boolean applied = !blocks.skipped();
        endOfStatement(tokens.start(), tokens.start());
        if (blocks.inFontFace()) {
            endOfFontFace(tokens.end());
        }
        if (blocks.inGroup()) {
            visitor.endOfGroup(tokens.start(), applied, unended || blocks.inRule());
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

    /**
     * @param end index of the semicolon, or of what ends the statement instead
     * @param next index of what follows
     */
    private void endOfStatement(int end, int next) {
        if (blocks.inParentheses()) {
            return;
        }
        if (atRule != null && !blocks.skipped()) {
            endOfAtRule(atRule, end, next);
        }
        if (atRule != null && !BEFORE_IMPORTS.contains(atRule)) {
            importsAllowed = false;
        }
        endOfDeclaration(end);
        newItem();
    }

    private void endOfAtRule(String rule, int end, int next) {
        if (rule.equals("layer")) {
            visitor.statementWithoutEffect(atRuleStart, next);
        } else if (rule.equals("import") && importTarget != null) {
            String conditions = css.substring(preludeStart, end);
            if (media.mayImport(conditions)) {
                visitor.reference(importTarget, AssetKind.STYLESHEET);
                visitor.importRule(importTarget, conditions.isBlank() && next > end, atRuleStart, end);
            } else {
                visitor.statementWithoutEffect(atRuleStart, next);
            }
        } else if (rule.equals("import") && !(importsAllowed && blocks.atTopLevel())) {
            visitor.misplacedImport(atRuleStart, next);
        }
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
