package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.GridAreas;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strings that draw the areas of a grid (css-grid-1, 7.3). */
record Areas() implements Node {
    @Override
    public boolean match(Cursor at, List<Value> out) {
        int mark = at.mark();
        List<List<String>> rows = new ArrayList<>();
        while (at.peek() instanceof ComponentValue.Text(String text)) {
            List<String> row = row(text);
            if (row == null) {
                at.reset(mark);
                return false;
            }
            rows.add(row);
            at.advance();
        }
        if (!rectangles(rows)) {
            at.reset(mark);
            return false;
        }
        out.add(new GridAreas(rows));
        return true;
    }

    /** The cells of a row, or null where it is none. */
    static @Nullable List<String> row(String text) {
        List<String> cells = new ArrayList<>();
        for (String word : text.strip().split("(?<=\\.)(?=[^.\\s])|(?<=[^.\\s])(?=\\.)|\\s+", -1)) {
            boolean empty = word.chars().allMatch(c -> c == '.');
            if (!empty && !word.codePoints().allMatch(Areas::isNamePart) || word.isEmpty()) {
                return null;
            }
            cells.add(empty ? "." : word);
        }
        return cells.isEmpty() ? null : cells;
    }

    private static boolean isNamePart(int c) {
        return c == '-' || c == '_' || c >= 0x80 || Character.isLetterOrDigit(c);
    }

    /** Whether the rows are of one length and each name is one rectangle. */
    static boolean rectangles(List<List<String>> rows) {
        if (rows.isEmpty()
                || rows.stream().anyMatch(row -> row.size() != rows.getFirst().size())) {
            return false;
        }
        Set<String> done = new HashSet<>(List.of("."));
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                String name = rows.get(row).get(column);
                if (done.add(name) && !isRectangle(rows, name, row, column)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isRectangle(List<List<String>> rows, String name, int top, int left) {
        int right = left;
        while (right < rows.get(top).size() && rows.get(top).get(right).equals(name)) {
            right++;
        }
        int bottom = top;
        while (bottom < rows.size() && rows.get(bottom).get(left).equals(name)) {
            bottom++;
        }
        String[] wanted = new String[right - left];
        Arrays.fill(wanted, name);
        int cells = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (row >= top
                    && row < bottom
                    && !rows.get(row).subList(left, right).equals(Arrays.asList(wanted))) {
                return false;
            }
            cells += (int) rows.get(row).stream().filter(name::equals).count();
        }
        return cells == (right - left) * (bottom - top);
    }
}
