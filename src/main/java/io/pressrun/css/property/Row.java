package io.pressrun.css.property;

import java.util.stream.Stream;

/**
 * A line of a table of properties: name, flags, initial value and grammar, between semicolons. The flags:
 * {@code e} the engine prints it, {@code n} nothing of it is seen, {@code i} inherited, {@code q} has the quirk of
 * lengths without a unit or of colours without a sign, and for percentages {@code w} width and {@code h} height of the
 * containing block, {@code f} font size, {@code l} line height, {@code s} own box, {@code v} viewport.
 */
record Row(String name, String flags, String initial, String grammar) {
    static Stream<Row> of(String table) {
        return table.lines().map(String::strip).filter(line -> !line.isEmpty()).map(Row::read);
    }

    private static Row read(String line) {
        String[] cells = line.split(";", 4);
        return new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip());
    }

    boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    PercentBasis basis() {
        return has('w')
                ? PercentBasis.CONTAINING_WIDTH
                : has('h')
                        ? PercentBasis.CONTAINING_HEIGHT
                        : has('f')
                                ? PercentBasis.FONT_SIZE
                                : has('l')
                                        ? PercentBasis.LINE_HEIGHT
                                        : has('s')
                                                ? PercentBasis.OWN_BOX
                                                : has('v') ? PercentBasis.VIEWPORT : PercentBasis.NONE;
    }
}
