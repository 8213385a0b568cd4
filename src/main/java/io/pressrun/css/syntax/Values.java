package io.pressrun.css.syntax;

import io.pressrun.css.syntax.ComponentValue.Block;
import io.pressrun.css.syntax.ComponentValue.Delim;
import io.pressrun.css.syntax.ComponentValue.Function;
import io.pressrun.css.syntax.ComponentValue.Mark;
import java.util.ArrayList;
import java.util.List;

/** Lists of component values. */
public final class Values {
    private Values() {}

    /** The component values of a text, without white space at the ends (css-syntax-3, 5.3.9). */
    public static List<ComponentValue> of(String text) {
        Tokens tokens = Tokenizer.tokens(text);
        return new ValueReader(tokens).trimmed(0, tokens.size());
    }

    /** The values as text that is read as the same values again. */
    public static String text(List<ComponentValue> values) {
        return ValueWriter.text(values);
    }

    /** The parts between the commas, each without white space at its ends; one empty part of an empty list. */
    public static List<List<ComponentValue>> byComma(List<ComponentValue> values) {
        List<List<ComponentValue>> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == Mark.COMMA) {
                parts.add(trimmed(values.subList(start, i)));
                start = i + 1;
            }
        }
        parts.add(trimmed(values.subList(start, values.size())));
        return parts;
    }

    /** The values without white space at their ends. */
    public static List<ComponentValue> trimmed(List<ComponentValue> values) {
        int from = 0;
        int to = values.size();
        while (from < to && values.get(from) == Mark.WHITE_SPACE) {
            from++;
        }
        while (to > from && values.get(to - 1) == Mark.WHITE_SPACE) {
            to--;
        }
        return values.subList(from, to);
    }

    /** Whether the values are a {@code <declaration-value>}, as a custom property may have them. */
    public static boolean validAnywhere(List<ComponentValue> values) {
        for (ComponentValue value : values) {
            if (value == Mark.SEMICOLON || (value instanceof Delim(int c) && c == '!')) {
                return false;
            }
        }
        return wellFormed(values);
    }

    private static boolean wellFormed(List<ComponentValue> values) {
        for (ComponentValue value : values) {
            boolean well = switch (value) {
                case Function function -> wellFormed(function.arguments());
                case Block block -> wellFormed(block.content());
                case Mark mark -> mark != Mark.BAD_STRING && mark != Mark.BAD_URL && mark != Mark.STRAY_CLOSE;
                case ComponentValue.Ident _,
                        ComponentValue.AtKeyword _,
                        ComponentValue.Hash _,
                        ComponentValue.Text _,
                        ComponentValue.Url _,
                        ComponentValue.Number _,
                        ComponentValue.Percentage _,
                        ComponentValue.Dimension _,
                        Delim _ -> true;
            };
            if (!well) {
                return false;
            }
        }
        return true;
    }
}
