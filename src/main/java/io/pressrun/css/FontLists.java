package io.pressrun.css;

import io.pressrun.job.AssetKind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The lists of families in {@code font-family} and {@code font}, with names added after those that are there. */
public final class FontLists {
    private static final MediaQueries ANY_PAGE = new MediaQueries(PageSize.DEFAULT);

    private final Function<String, String> further;
    private final Map<Integer, String> additions = new TreeMap<>();

    private FontLists(Function<String, String> further) {
        this.further = further;
    }

    /**
     * @param css a stylesheet
     * @param further what is to follow a family's name, given in lower case; may be empty
     */
    public static String stylesheet(String css, Function<String, String> further) {
        return extended(css, further, (text, visitor) -> CssWalk.stylesheet(text, ANY_PAGE, visitor));
    }

    /** The same for the content of a {@code style} attribute. */
    public static String declarations(String css, Function<String, String> further) {
        return extended(css, further, (text, visitor) -> CssWalk.declarations(text, ANY_PAGE, visitor));
    }

    /** The same for the value of a property. */
    public static String value(String value, Function<String, String> further) {
        var lists = new FontLists(further);
        lists.read(value, 0);
        return lists.addedTo(value);
    }

    private static String extended(String css, Function<String, String> further, BiConsumer<String, CssVisitor> walk) {
        var lists = new FontLists(further);
        walk.accept(css, new CssVisitor() {
            @Override
            public void reference(String reference, AssetKind kind) {}

            @Override
            public void fontDeclaration(String value, int start) {
                lists.read(value, start);
            }
        });
        return lists.addedTo(css);
    }

    private void read(String value, int start) {
        CssTokens tokens = new CssTokens(value);
        StringBuilder name = new StringBuilder();
        int end = 0;
        boolean important = false;
        while (!important && tokens.next()) {
            switch (tokens.type()) {
                case IDENT, STRING -> {
                    name.append(name.isEmpty() ? "" : " ").append(tokens.value());
                    end = tokens.end();
                }
                case WHITESPACE -> {}
                case COMMA -> {
                    endOfName(name, start + end);
                    name.setLength(0);
                }
                default -> {
                    important = value.charAt(tokens.start()) == '!';
                    if (!important) {
                        // The sizes of the shorthand; what stands before them is no family.
                        name.setLength(0);
                    }
                }
            }
        }
        endOfName(name, start + end);
    }

    private void endOfName(StringBuilder name, int end) {
        String addition = name.isEmpty() ? "" : further.apply(name.toString().toLowerCase(Locale.ROOT));
        if (!addition.isEmpty()) {
            additions.put(end, addition);
        }
    }

    private String addedTo(String css) {
        if (additions.isEmpty()) {
            return css;
        }
        StringBuilder out = new StringBuilder(css.length() + 64);
        int done = 0;
        for (Map.Entry<Integer, String> addition : additions.entrySet()) {
            out.append(css, done, addition.getKey()).append(addition.getValue());
            done = addition.getKey();
        }
        return out.append(css, done, css.length()).toString();
    }
}
