package io.pressrun.document;

import static io.pressrun.job.FailureCode.DOCUMENT_REFUSED;

import io.pressrun.dom.DomWalk;
import io.pressrun.job.JobFailedException;
import io.pressrun.job.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Bounds {@code colspan}, {@code rowspan} and {@code span} (WHATWG HTML, 4.9.11). The engine builds a grid of every
 * table, rows times columns, and takes any number: a billion columns never end.
 */
final class TableSpans {
    /** Also the columns that the cells of one row may span in all, beyond one for each cell. */
    private static final int MAX_SPAN = 1_000;

    private static final long MAX_GRID_CELLS = 10_000_000;

    private final List<Warning> warnings;
    private final Map<Node, Grid> grids = new LinkedHashMap<>();
    private int reduced;
    private String firstReduced = "";

    TableSpans(List<Warning> warnings) {
        this.warnings = warnings;
    }

    void apply(Document dom) throws JobFailedException {
        DomWalk.elements(dom, this::visit);
        for (Grid grid : grids.values()) {
            grid.fitLastCells();
            if (grid.rows * grid.columns > MAX_GRID_CELLS) {
                throw new JobFailedException(
                        DOCUMENT_REFUSED,
                        "A table has " + grid.rows + " rows and " + grid.columns + " columns; at most " + MAX_GRID_CELLS
                                + " cells are allowed, spanned ones included. Split the table.");
            }
        }
        if (reduced > 0) {
            warnings.add(new Warning(
                    "SPAN_REDUCED",
                    "Cells or columns span more than there is or than " + MAX_SPAN + "; " + reduced + " reduced, first "
                            + firstReduced + ".",
                    null));
        }
    }

    private void visit(Element element) {
        switch (element.getLocalName()) {
            case "td", "th" -> {
                if (!isRow(element.getParentNode())) {
                    setSpan(element, "colspan", 1);
                    setSpan(element, "rowspan", 1);
                }
            }
            case "col", "colgroup" -> {
                if (element.hasAttribute("span")) {
                    Grid grid = gridOf(element.getParentNode());
                    long room = Math.max(1, MAX_SPAN - grid.declaredColumns);
                    grid.declaredColumns += setSpan(element, "span", room);
                }
            }
            default -> {
                List<Element> rows = children(element, "tr", "tr");
                if (!rows.isEmpty()) {
                    section(element, rows);
                }
            }
        }
    }

    private void section(Element section, List<Element> rows) {
        Grid grid = gridOf(section);
        long[] endingAt = new long[rows.size() + 1];
        long fromAbove = 0;
        for (int row = 0; row < rows.size(); row++) {
            fromAbove -= endingAt[row];
            long before = fromAbove;
            long room = MAX_SPAN;
            List<Element> cells = children(rows.get(row), "td", "th");
            for (int i = 0; i < cells.size(); i++) {
                boolean last = i == cells.size() - 1;
                long colspan = setSpan(cells.get(i), "colspan", Math.max(1, room));
                long rowspan = setSpan(cells.get(i), "rowspan", rows.size() - row);
                room -= colspan - 1;
                if (last && colspan > 1) {
                    grid.lastCells.add(new LastCell(cells.get(i), before, colspan));
                }
                long needed = last ? 1 : colspan;
                before += needed;
                if (rowspan > 1) {
                    fromAbove += needed;
                    endingAt[(int) (row + rowspan)] += needed;
                }
            }
            grid.columns = Math.max(grid.columns, before);
        }
        grid.rows += rows.size();
    }

    /** Leaves a valid number in the attribute, or no attribute. {@code rowspan="0"} means all that is left. */
    private long setSpan(Element element, String attribute, long max) {
        if (!element.hasAttribute(attribute)) {
            return 1;
        }
        String text = element.getAttribute(attribute).strip();
        long asked = leadingNumber(text);
        long span = asked == 0 && attribute.equals("rowspan") ? max : Math.clamp(asked, 1L, max);
        if (asked > max) {
            reduced++;
            firstReduced = firstReduced.isEmpty()
                    ? attribute + "=\"" + text.substring(0, Math.min(20, text.length())) + "\" to " + span
                    : firstReduced;
        }
        if (asked < 0) {
            element.removeAttribute(attribute);
        } else {
            element.setAttribute(attribute, Long.toString(span));
        }
        return span;
    }

    /** The number by HTML's rules for non-negative integers; -1 when there is none. */
    private static long leadingNumber(String text) {
        int start = text.startsWith("+") ? 1 : 0;
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        int significant = start;
        while (significant < end - 1 && text.charAt(significant) == '0') {
            significant++;
        }
        if (end == start) {
            return -1;
        }
        return end - significant > 9 ? Integer.MAX_VALUE : Long.parseLong(text.substring(significant, end));
    }

    private Grid gridOf(Node section) {
        String name = section.getLocalName();
        boolean part = "tbody".equals(name) || "thead".equals(name) || "tfoot".equals(name) || "colgroup".equals(name);
        return grids.computeIfAbsent(part ? section.getParentNode() : section, table -> new Grid());
    }

    private static boolean isRow(Node node) {
        return node instanceof Element element && "tr".equals(element.getLocalName());
    }

    private static List<Element> children(Element parent, String name, String otherName) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element
                    && (name.equals(element.getLocalName()) || otherName.equals(element.getLocalName()))) {
                found.add(element);
            }
        }
        return found;
    }

    /** @param before columns of its row that lie before it or belong to cells from above */
    private record LastCell(Element cell, long before, long colspan) {}

    private static final class Grid {
        private final List<LastCell> lastCells = new ArrayList<>();
        private long rows;
        private long columns;
        private long declaredColumns;

        /** A row's last cell may claim any number of columns; the engine would make room for those that do not exist. */
        private void fitLastCells() {
            columns = Math.max(columns, declaredColumns);
            for (LastCell last : lastCells) {
                long fitting = Math.clamp(last.colspan, 1, Math.max(1, columns - last.before));
                last.cell.setAttribute("colspan", Long.toString(fitting));
            }
        }
    }
}
