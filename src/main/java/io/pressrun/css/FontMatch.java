package io.pressrun.css;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The choice among the faces of one family (css-fonts-4, 5.2). */
public final class FontMatch {
    private FontMatch() {}

    /**
     * The faces that make up the composite face for a weight and a slant, each for its range of characters.
     *
     * @param faces of one family, in the order of their rules
     * @return in the order in which they are to be asked for a character: the rule that comes last is the first
     */
    public static <T> List<T> of(List<T> faces, Function<T, FontFace> faceOf, int weight, boolean slanted) {
        List<T> fitting = withSlant(faces, faceOf, slanted);
        if (fitting.isEmpty()) {
            fitting = withSlant(faces, faceOf, !slanted);
        }
        Integer best = bestWeight(fitting.stream().map(faceOf).toList(), weight);
        List<T> chosen = new ArrayList<>();
        for (T candidate : fitting.reversed()) {
            Integer own = faceOf.apply(candidate).weight();
            if (own == null || own.equals(best)) {
                chosen.add(candidate);
            }
        }
        return chosen;
    }

    private static <T> List<T> withSlant(List<T> faces, Function<T, FontFace> faceOf, boolean slanted) {
        return faces.stream()
                .filter(face -> {
                    Boolean own = faceOf.apply(face).slanted();
                    return own == null || own == slanted;
                })
                .toList();
    }

    /** {@code null} when faces that stand for several weights serve better than each of one weight. */
    private static @Nullable Integer bestWeight(List<FontFace> faces, int asked) {
        NavigableSet<Integer> have = new TreeSet<>();
        boolean several = false;
        for (FontFace face : faces) {
            if (face.weight() == null) {
                several = true;
            } else {
                have.add(face.weight());
            }
        }
        if (have.contains(asked) || several) {
            return have.contains(asked) ? asked : null;
        }
        Integer above = have.higher(asked);
        Integer below = have.lower(asked);
        boolean middle = asked >= 400 && asked <= 500;
        boolean aboveFirst = asked > 500 || (middle && above != null && above <= 500);
        return above == null || (below != null && !aboveFirst) ? below : above;
    }
}
