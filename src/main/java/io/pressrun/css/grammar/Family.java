package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A font family (css-fonts-4, 2.1): a generic one as a keyword, any other as text. */
record Family() implements Node {
    private static final Set<String> GENERIC = Set.of(
            "serif",
            "sans-serif",
            "monospace",
            "cursive",
            "fantasy",
            "system-ui",
            "ui-serif",
            "ui-sans-serif",
            "ui-monospace",
            "ui-rounded",
            "math",
            "emoji",
            "fangsong",
            "-webkit-body",
            "-webkit-pictograph");
    private static final Set<String> WIDE = Set.of("initial", "inherit", "unset", "revert", "revert-layer", "default");

    @Override
    public boolean match(Cursor at, List<Value> out) {
        if (at.peek() instanceof ComponentValue.Text(String name)) {
            at.advance();
            out.add(new Value.Text(name));
            return true;
        }
        if (at.peek() instanceof ComponentValue.Function(String name, List<ComponentValue> arguments)
                && name.equals("generic")
                && new Cursor(arguments).peek() instanceof ComponentValue.Ident(String generic)) {
            at.advance();
            out.add(new Value.Keyword(generic.toLowerCase(Locale.ROOT)));
            return true;
        }
        StringBuilder words = new StringBuilder();
        int count = 0;
        while (at.peek() instanceof ComponentValue.Ident(String word)) {
            words.append(count == 0 ? "" : " ").append(word);
            count++;
            at.advance();
        }
        String name = words.toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (count == 0 || count == 1 && WIDE.contains(lower)) {
            return false;
        }
        out.add(count == 1 && GENERIC.contains(lower) ? new Value.Keyword(lower) : new Value.Text(name));
        return true;
    }
}
