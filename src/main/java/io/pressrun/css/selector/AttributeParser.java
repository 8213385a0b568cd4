package io.pressrun.css.selector;

import io.pressrun.css.selector.AttributeSelector.Case;
import io.pressrun.css.selector.AttributeSelector.Operator;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Text;
import io.pressrun.css.syntax.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands between the brackets of an attribute selector (selectors-4, 6). */
final class AttributeParser {
    private final ValueCursor cursor;
    private final Namespaces namespaces;

    private AttributeParser(ValueCursor cursor, Namespaces namespaces) {
        this.cursor = cursor;
        this.namespaces = namespaces;
    }

    /** The selector; null if it is none. */
    static @Nullable AttributeSelector parse(List<ComponentValue> content, Namespaces namespaces) {
        return new AttributeParser(new ValueCursor(content), namespaces).read();
    }

    private @Nullable AttributeSelector read() {
        cursor.skipSpace();
        String namespace = namespace();
        if (namespace == null || !(cursor.peek() instanceof Ident(String name))) {
            return null;
        }
        cursor.advance();
        cursor.skipSpace();
        if (!cursor.more()) {
            return new AttributeSelector(namespace, name, Names.lower(name), Operator.PRESENT, "", Case.BY_LANGUAGE);
        }
        Operator operator = operator();
        cursor.skipSpace();
        String value = value();
        cursor.skipSpace();
        Case letters = letters();
        cursor.skipSpace();
        if (operator == null || value == null || letters == null || cursor.more()) {
            return null;
        }
        return new AttributeSelector(namespace, name, Names.lower(name), operator, value, letters);
    }

    /** The namespace of a prefix before the name; null for an unknown prefix. */
    private @Nullable String namespace() {
        if (cursor.take('|')) {
            return "";
        }
        if (!cursor.isDelimiter(1, '|') || cursor.isDelimiter(2, '=')) {
            return "";
        }
        String namespace = switch (cursor.peek()) {
            case Ident(String prefix) -> namespaces.prefixes().get(prefix);
            case Delim(int c) -> c == '*' ? "*" : null;
            case null, default -> null;
        };
        cursor.advance();
        cursor.advance();
        return namespace;
    }

    private @Nullable Operator operator() {
        if (cursor.take('=')) {
            return Operator.EQUALS;
        }
        if (!(cursor.peek() instanceof Delim(int c)) || !cursor.isDelimiter(1, '=')) {
            return null;
        }
        cursor.advance();
        cursor.advance();
        return switch (c) {
            case '~' -> Operator.INCLUDES;
            case '|' -> Operator.DASH;
            case '^' -> Operator.PREFIX;
            case '$' -> Operator.SUFFIX;
            case '*' -> Operator.CONTAINS;
            default -> null;
        };
    }

    private @Nullable String value() {
        ComponentValue here = cursor.peek();
        cursor.advance();
        return switch (here) {
            case Ident(String name) -> name;
            case Text(String text) -> text;
            case null, default -> null;
        };
    }

    private @Nullable Case letters() {
        if (!cursor.more()) {
            return Case.BY_LANGUAGE;
        }
        if (!(cursor.peek() instanceof Ident(String flag))) {
            return null;
        }
        cursor.advance();
        return switch (flag) {
            case "i", "I" -> Case.IGNORED;
            case "s", "S" -> Case.KEPT;
            default -> null;
        };
    }
}
