package io.pressrun.css;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FontMatchTest {
    /** Weights of a family's faces, slanted ones with an {@code i}, those for several with a star. */
    @ParameterizedTest
    @CsvSource({
        "400 700, 400, 400",
        "400 700, 700i, 700",
        "400 700, 500, 400",
        "300 500, 400, 500",
        "300 600, 400, 300",
        "300 600, 500, 300",
        "500 600, 450, 500",
        "300 600, 200, 300",
        "200 600, 300, 200",
        "300 600, 550, 600",
        "300 400, 900, 400",
        "400 400i 700, 400i, 400i",
        "400 400i 700, 700i, 400i",
        "400i 700i, 400, 400i",
        "400 400 700, 400, 400 400",
        "*, 700, *",
        "* 700, 700, 700 *",
        "* 700, 400, *",
        "*i *, 700i, *i",
    })
    void face_isChosenByWeightAndSlant(String family, String asked, String expected) {
        List<FontFace> faces = new ArrayList<>();
        for (String face : family.split(" ", -1)) {
            faces.add(new FontFace("f", weight(face), face.endsWith("i"), null, List.of(face)));
        }
        int weight = Integer.parseInt(asked.replace("i", ""));

        assertThat(FontMatch.of(faces, Function.identity(), weight, asked.endsWith("i")))
                .extracting(face -> face.sources().getFirst())
                .containsExactly(expected.split(" ", -1));
    }

    private static @Nullable Integer weight(String face) {
        return face.startsWith("*") ? null : Integer.valueOf(face.replace("i", ""));
    }
}
