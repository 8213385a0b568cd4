package io.pressrun.css.syntax;

import io.pressrun.css.syntax.ComponentValue.AtKeyword;
import io.pressrun.css.syntax.ComponentValue.Block;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Dimension;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Hash;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.syntax.ComponentValue.Number;
import io.pressrun.css.syntax.ComponentValue.Percentage;
import io.pressrun.css.syntax.ComponentValue.Text;
import io.pressrun.css.syntax.ComponentValue.Url;
import java.math.BigDecimal;
import java.util.List;

/**
 * Writes component values as text that is read as the same values again (css-syntax-3, 9, cssom-1, 2.1), but for bad
 * tokens.
 */
final class ValueWriter {
    private final StringBuilder out = new StringBuilder();

    private ValueWriter() {}

    static String text(List<ComponentValue> values) {
        ValueWriter writer = new ValueWriter();
        writer.write(values);
        return writer.out.toString();
    }

    private void write(List<ComponentValue> values) {
        ComponentValue before = Mark.WHITE_SPACE;
        for (ComponentValue value : values) {
            if (wouldJoin(before, value)) {
                out.append("/**/");
            }
            write(value);
            before = value;
        }
    }

    private static boolean wouldJoin(ComponentValue before, ComponentValue value) {
        boolean name = switch (before) {
            case Ident _, AtKeyword _, Hash _, Dimension _, Number _ -> true;
            case Delim(int c) -> "#-@./+".indexOf(c) >= 0;
            default -> false;
        };
        boolean continues = switch (value) {
            case Ident _, Function _, Url _, Number _, Percentage _, Dimension _ -> true;
            case Block(char open, List<ComponentValue> _) -> open == '(' && before instanceof Ident;
            case Mark mark -> mark == Mark.CDC;
            case Delim(int c) -> c == '-' || c == '%' && before instanceof Number || c == '*' && isSlash(before);
            default -> false;
        };
        return name && continues;
    }

    private static boolean isSlash(ComponentValue value) {
        return value instanceof Delim(int c) && c == '/';
    }

    private void write(ComponentValue value) {
        switch (value) {
            case Ident(String name) -> identifier(name);
            case Function(String name, List<ComponentValue> arguments) -> {
                identifier(name);
                out.append('(');
                write(arguments);
                out.append(')');
            }
            case Block(char open, List<ComponentValue> content) -> {
                out.append(open);
                write(content);
                out.append(open == '(' ? ')' : open == '[' ? ']' : '}');
            }
            case AtKeyword(String name) -> {
                out.append('@');
                identifier(name);
            }
            case Hash(String name, boolean id) -> {
                out.append('#');
                if (id) {
                    identifier(name);
                } else {
                    nameParts(name, 0);
                }
            }
            case Text(String text) -> string(text);
            case Url(String address) -> {
                out.append("url(");
                string(address);
                out.append(')');
            }
            case Number(double number, boolean _, boolean signed) -> number(number, signed);
            case Percentage(double number) -> {
                number(number, false);
                out.append('%');
            }
            case Dimension(double number, String unit, boolean _, boolean signed) -> {
                number(number, signed);
                unit(unit);
            }
            case Delim(int c) -> {
                out.appendCodePoint(c);
                if (c == '\\') {
                    out.append('\n');
                }
            }
            case Mark mark ->
                out.append(
                        switch (mark) {
                            case WHITE_SPACE -> " ";
                            case COLON -> ":";
                            case SEMICOLON -> ";";
                            case COMMA -> ",";
                            case CDO -> "<!--";
                            case CDC -> "-->";
                            case BAD_STRING -> "\"\n";
                            case BAD_URL -> "url(()";
                            case STRAY_CLOSE -> ")";
                        });
        }
    }

    private void number(double number, boolean signed) {
        if (signed && number >= 0) {
            out.append('+');
        }
        out.append(
                number == Math.rint(number) && Math.abs(number) < 1e15
                        ? Long.toString((long) number)
                        : new BigDecimal(Double.toString(number)).toPlainString());
    }

    /** A unit that looks like an exponent has its first letter escaped. */
    private void unit(String unit) {
        boolean exponent = unit.length() > 1
                && unit.charAt(0) == 'e'
                && (Characters.digit(unit.charAt(1)) || unit.charAt(1) == '-');
        if (exponent) {
            escaped('e');
            nameParts(unit, 1);
        } else {
            identifier(unit);
        }
    }

    private void identifier(String name) {
        int from = 0;
        if (name.startsWith("-")) {
            out.append(name.length() == 1 ? "\\-" : "-");
            from = 1;
        }
        if (from < name.length() && Characters.digit(name.charAt(from))) {
            escaped(name.charAt(from++));
        }
        nameParts(name, from);
    }

    private void nameParts(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Characters.namePart(c)) {
                out.append(c);
            } else if (c < ' ' || c == 0x7f) {
                escaped(c);
            } else {
                out.append('\\').append(c);
            }
        }
    }

    private void escaped(char c) {
        out.append('\\').append(Integer.toHexString(c)).append(' ');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                escaped(c);
            } else if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
