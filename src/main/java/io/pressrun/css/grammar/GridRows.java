package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.GridAreas;
import io.pressrun.css.value.GridTracks;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The drawn rows of {@code grid-template}: strings, each with a size and names of lines about it (css-grid-1, 7.4). */
public record GridRows(GridTracks rows, GridAreas areas) {
    private static final Value AUTO = new Value.Keyword("auto");

    /** The rows if some are here, or null; the place is then undefined. */
    public static @Nullable GridRows take(Cursor at) {
        List<GridTracks.Item> tracks = new ArrayList<>();
        List<List<String>> areas = new ArrayList<>();
        GridTracks.Line before = Tracks.line(at);
        while (at.peek() instanceof ComponentValue.Text(String text)) {
            List<String> row = Areas.row(text);
            if (row == null) {
                return null;
            }
            areas.add(row);
            at.advance();
            if (before != null) {
                tracks.add(before);
            }
            Value size = Tracks.size(at);
            tracks.add(new GridTracks.Track(size == null ? AUTO : size));
            before = joined(Tracks.line(at), at);
        }
        if (before != null) {
            tracks.add(before);
        }
        return Areas.rectangles(areas) ? new GridRows(new GridTracks(tracks, false), new GridAreas(areas)) : null;
    }

    /** The names behind a row and those before the next, which are of one line. */
    private static GridTracks.@Nullable Line joined(GridTracks.@Nullable Line first, Cursor at) {
        GridTracks.Line second = first == null ? null : Tracks.line(at);
        if (first == null || second == null) {
            return first;
        }
        List<String> names = new ArrayList<>(first.names());
        names.addAll(second.names());
        return new GridTracks.Line(names);
    }
}
