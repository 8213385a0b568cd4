package io.pressrun.css.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * The contents of a stylesheet or of a block, read only when they are asked for. Each of its tokens is read a bounded
 * number of times, however they are nested.
 */
public final class RuleBody {
    /** Blocks of rules nested deeper hold nothing. */
    static final int MAX_DEPTH = 64;

    private final Tokens tokens;
    private final int from;
    private final int to;
    private final int depth;

    RuleBody(Tokens tokens, int from, int to, int depth) {
        this.tokens = tokens;
        this.from = from;
        this.to = depth > MAX_DEPTH ? from : to;
        this.depth = depth;
    }

    /** The rules where no declaration can stand: in a stylesheet, or in a conditional rule outside of style rules. */
    public List<Rule> rules() {
        List<Rule> found = new ArrayList<>();
        int i = from;
        while (i < to) {
            i = switch (tokens.type(i)) {
                case WHITE_SPACE, CDO, CDC -> i + 1;
                case AT_KEYWORD -> atRule(i, found);
                default -> qualifiedRule(i, false, found);
            };
        }
        return List.copyOf(found);
    }

    /** Declarations and rules in their order (css-syntax-3, 5.5.4). */
    public List<BodyItem> items() {
        List<BodyItem> found = new ArrayList<>();
        int i = from;
        while (i < to) {
            i = switch (tokens.type(i)) {
                case WHITE_SPACE, SEMICOLON -> i + 1;
                case AT_KEYWORD -> atRule(i, found);
                default -> declarationOrRule(i, found);
            };
        }
        return List.copyOf(found);
    }

    /** The declarations alone. */
    public List<Declaration> declarations() {
        return items().stream()
                .filter(Declaration.class::isInstance)
                .map(Declaration.class::cast)
                .toList();
    }

    private int atRule(int start, List<? super Rule> found) {
        int i = start + 1;
        while (i < to && tokens.type(i) != TokenType.SEMICOLON && tokens.type(i) != TokenType.OPEN_CURLY) {
            i = tokens.after(i);
        }
        String name = Characters.lower(tokens.name(tokens.start(start) + 1, tokens.end(start)));
        Prelude prelude = new Prelude(tokens, start + 1, Math.min(i, to), tokens.start(start));
        if (i < to && tokens.type(i) == TokenType.OPEN_CURLY) {
            found.add(new Rule.At(name, prelude, block(i)));
            return tokens.after(i);
        }
        found.add(new Rule.At(name, prelude, null));
        return i + 1;
    }

    private int qualifiedRule(int start, boolean nested, List<? super Rule> found) {
        int i = start;
        while (i < to && tokens.type(i) != TokenType.OPEN_CURLY) {
            if (nested && tokens.type(i) == TokenType.SEMICOLON) {
                return i + 1;
            }
            i = tokens.after(i);
        }
        if (i >= to) {
            return to;
        }
        if (!customProperty(start) || colon(start) >= i) {
            found.add(new Rule.Qualified(new Prelude(tokens, start, i, tokens.start(start)), block(i)));
        }
        return tokens.after(i);
    }

    private RuleBody block(int opener) {
        return new RuleBody(tokens, opener + 1, Math.min(tokens.close(opener), to), depth + 1);
    }

    private int declarationOrRule(int start, List<BodyItem> found) {
        int colon = colon(start);
        int end = colon >= to ? -1 : declarationEnd(start, colon);
        if (end < 0) {
            return qualifiedRule(start, true, found);
        }
        declaration(start, colon, end, found);
        return end + 1;
    }

    /** The index of the colon after the name at the index, or that of the end. */
    private int colon(int start) {
        if (tokens.type(start) != TokenType.IDENT) {
            return to;
        }
        int i = start + 1;
        while (i < to && tokens.type(i) == TokenType.WHITE_SPACE) {
            i++;
        }
        return i < to && tokens.type(i) == TokenType.COLON ? i : to;
    }

    /** The index after a declaration's last token; -1 where it can only be a rule, by a block beside other values. */
    private int declarationEnd(int start, int colon) {
        boolean custom = customProperty(start);
        boolean block = false;
        boolean other = false;
        int i = colon + 1;
        while (i < to && tokens.type(i) != TokenType.SEMICOLON) {
            block |= tokens.type(i) == TokenType.OPEN_CURLY;
            other |= tokens.type(i) != TokenType.OPEN_CURLY && tokens.type(i) != TokenType.WHITE_SPACE;
            if (block && other && !custom) {
                return -1;
            }
            i = tokens.after(i);
        }
        return Math.min(i, to);
    }

    private void declaration(int start, int colon, int end, List<BodyItem> found) {
        int last = beforeSpace(end);
        int mark = -1;
        if (last > colon + 1 && tokens.type(last - 1) == TokenType.IDENT) {
            int before = beforeSpace(last - 1);
            if (before > colon + 1 && tokens.delimiter(before - 1, '!') && important(last - 1)) {
                mark = before - 1;
            }
        }
        String name = tokens.name(tokens.start(start), tokens.end(start));
        boolean custom = name.startsWith("--");
        List<ComponentValue> value = new ValueReader(tokens).trimmed(colon + 1, mark < 0 ? last : mark);
        if (custom && !Values.validAnywhere(value)) {
            return;
        }
        int position = tokens.start(start);
        found.add(new Declaration(
                custom ? name : Characters.lower(name),
                value,
                mark >= 0,
                tokens.line(position),
                tokens.column(position)));
    }

    private boolean important(int index) {
        return tokens.name(tokens.start(index), tokens.end(index)).equalsIgnoreCase("important");
    }

    private int beforeSpace(int end) {
        return tokens.type(end - 1) == TokenType.WHITE_SPACE ? end - 1 : end;
    }

    private boolean customProperty(int index) {
        return tokens.type(index) == TokenType.IDENT
                && tokens.written(index, index + 1).startsWith("--");
    }
}
