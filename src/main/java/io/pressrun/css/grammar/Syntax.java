package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.math.Scale;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.ComponentValue.Mark;
import io.pressrun.css.value.Calculated;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax string of a registered custom property or of {@code attr()} (css-properties-values-api-1, section 5). */
public final class Syntax {
    private static final String TYPES = "<(?:length|number|percentage|length-percentage|color|image|url|integer|angle|"
            + "time|resolution|transform-function|transform-list|custom-ident|string)>";
    private static final Pattern FORM = Pattern.compile(
            "(?:" + TYPES + "|[a-z-][a-z0-9_-]*)[+#]?(?:\\s*\\|\\s*(?:" + TYPES + "|[a-z-][a-z0-9_-]*)[+#]?)*",
            Pattern.CASE_INSENSITIVE);

    private final @Nullable ValueGrammar grammar;

    private Syntax(@Nullable ValueGrammar grammar) {
        this.grammar = grammar;
    }

    /** The syntax of a string, or null if it is none. */
    public static @Nullable Syntax of(String text) {
        String form = text.strip();
        if (form.equals("*")) {
            return new Syntax(null);
        }
        if (!FORM.matcher(form).matches()) {
            return null;
        }
        return new Syntax(ValueGrammar.of(
                form.replace("<transform-function>", "<transform>").replace("<transform-list>", "<transform>+")));
    }

    /** Whether it takes everything. */
    public boolean universal() {
        return grammar == null;
    }

    /** Whether it takes the value. */
    public boolean takes(List<ComponentValue> value) {
        return grammar == null || grammar.parse(new Cursor(value)) != null;
    }

    /** Whether it takes the value, and that depends on nothing else. */
    public boolean takesAlone(List<ComponentValue> value) {
        Value parsed = grammar == null ? null : grammar.parse(new Cursor(value));
        return parsed != null && !(parsed instanceof Calculated);
    }

    /** The computed value, lengths in px; null if it is not of this syntax. */
    public @Nullable List<ComponentValue> computed(List<ComponentValue> value, Scale scale) {
        if (grammar == null) {
            return value;
        }
        Value parsed = grammar.parse(new Cursor(value));
        return parsed == null ? null : components(parsed.computed(scale), value);
    }

    private static List<ComponentValue> components(Value value, List<ComponentValue> written) {
        return switch (value) {
            case Value.Num(double number) ->
                List.of(new ComponentValue.Number(number, number == Math.rint(number), false));
            case Value.Percent(double percent) -> List.of(new ComponentValue.Percentage(percent));
            case Value.Angle(double degrees) -> List.of(new ComponentValue.Dimension(degrees, "deg", false, false));
            case Value.Time(double seconds) -> List.of(new ComponentValue.Dimension(seconds, "s", false, false));
            case Value.Length(LengthPercentage.Linear(double px, double percent, boolean hasPercent)) ->
                !hasPercent
                        ? List.of(new ComponentValue.Dimension(px, "px", false, false))
                        : px == 0 ? List.of(new ComponentValue.Percentage(percent)) : written;
            case Value.Sequence(List<Value> parts, boolean commas) -> {
                List<ComponentValue> all = new ArrayList<>();
                for (Value part : parts) {
                    if (!all.isEmpty()) {
                        all.add(commas ? Mark.COMMA : Mark.WHITE_SPACE);
                    }
                    List<ComponentValue> its = components(part, List.of());
                    if (its.isEmpty()) {
                        yield written;
                    }
                    all.addAll(its);
                }
                yield all;
            }
            default -> written;
        };
    }
}
