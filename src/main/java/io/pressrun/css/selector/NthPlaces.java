package io.pressrun.css.selector;

import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Dimension;
import io.pressrun.css.syntax.ComponentValue.Ident;
import io.pressrun.css.syntax.ComponentValue.Number;
import io.pressrun.css.syntax.Names;
import io.pressrun.css.syntax.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places {@code step}·n + {@code offset} for n from 0 (css-syntax-3, section 6). */
public record NthPlaces(int step, int offset) {
    /** Reads the notation {@code An+B}; empty for something else. */
    public static Optional<NthPlaces> parse(List<ComponentValue> values) {
        ValueCursor cursor = new ValueCursor(Values.trimmed(values));
        NthPlaces places = read(cursor);
        return Optional.ofNullable(cursor.more() ? null : places);
    }

    public boolean holds(int place) {
        long beyond = (long) place - offset;
        return step == 0 ? beyond == 0 : beyond % step == 0 && beyond / step >= 0;
    }

    /** Reads the notation from where the cursor is; null for something else. */
    static @Nullable NthPlaces read(ValueCursor cursor) {
        boolean plus = cursor.isAt('+') && cursor.peek(1) instanceof Ident;
        if (plus) {
            cursor.advance();
        }
        ComponentValue first = cursor.peek();
        cursor.advance();
        return switch (first) {
            case Number(double value, boolean integer, boolean _) -> integer ? new NthPlaces(0, whole(value)) : null;
            case Dimension(double value, String unit, boolean integer, boolean _) ->
                integer ? afterStep(whole(value), unit, cursor) : null;
            case Ident(String name) -> word(Names.lower(name), plus, cursor);
            case null, default -> null;
        };
    }

    private static @Nullable NthPlaces word(String word, boolean plus, ValueCursor cursor) {
        if (!plus && word.equals("odd")) {
            return new NthPlaces(2, 1);
        }
        if (!plus && word.equals("even")) {
            return new NthPlaces(2, 0);
        }
        if (word.startsWith("-")) {
            return plus ? null : afterStep(-1, word.substring(1), cursor);
        }
        return afterStep(1, word, cursor);
    }

    /** @param rest the letter n and what is joined to it */
    private static @Nullable NthPlaces afterStep(int step, String rest, ValueCursor cursor) {
        if (rest.equals("n")) {
            return withOffset(step, cursor);
        }
        if (rest.equals("n-")) {
            cursor.skipSpace();
            return signless(step, -1, cursor);
        }
        if (!rest.startsWith("n-") || !rest.substring(2).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return new NthPlaces(step, -whole(Double.parseDouble(rest.substring(2))));
    }

    private static @Nullable NthPlaces withOffset(int step, ValueCursor cursor) {
        int ahead = cursor.peek() == ComponentValue.Mark.WHITE_SPACE ? 1 : 0;
        if (cursor.peek(ahead) instanceof Number(double value, boolean integer, boolean signed)) {
            cursor.skipSpace();
            cursor.advance();
            return integer && signed ? new NthPlaces(step, whole(value)) : null;
        }
        boolean plus = cursor.isDelimiter(ahead, '+');
        if (!plus && !cursor.isDelimiter(ahead, '-')) {
            return new NthPlaces(step, 0);
        }
        cursor.skipSpace();
        cursor.advance();
        cursor.skipSpace();
        return signless(step, plus ? 1 : -1, cursor);
    }

    private static @Nullable NthPlaces signless(int step, int sign, ValueCursor cursor) {
        if (cursor.peek() instanceof Number(double value, boolean integer, boolean signed) && integer && !signed) {
            cursor.advance();
            return new NthPlaces(step, sign * whole(value));
        }
        return null;
    }

    private static int whole(double value) {
        return (int) Math.clamp(value, -Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
