package io.pressrun.css.style;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.pressrun.css.property.Declarations;
import io.pressrun.css.property.Expansion;
import io.pressrun.css.property.Properties;
import io.pressrun.css.property.Specified;
import io.pressrun.css.property.Wide;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyValueTest {
    private static final String[] WORDS = {
        "auto",
        "none",
        "0",
        "1",
        "-1",
        "1.5",
        "1px",
        "-2em",
        "3rem",
        "50%",
        "-5%",
        "90deg",
        "1fr",
        "2dppx",
        "1s",
        "red",
        "#123",
        "#12345678",
        "currentcolor",
        "transparent",
        "inherit",
        "solid",
        "center",
        "left",
        "top",
        "right",
        "bottom",
        "cover",
        "repeat",
        "no-repeat",
        "normal",
        "bold",
        "italic",
        "serif",
        "monospace",
        "\"a\"",
        "\"a b\"",
        "url(a)",
        "calc(1px + 2em)",
        "calc(100% - 1em)",
        "min(1px, 50%)",
        "calc(1px / 0)",
        "calc(NaN * 1px)",
        "clamp(1px, 2vw, 3%)",
        "var(--x)",
        "var(--y, 1px)",
        "var(--z)",
        "env(a, 2px)",
        "attr(x px)",
        "attr(x)",
        "counter(a)",
        "span",
        "dense",
        "row",
        "column",
        "[a]",
        "[a b]",
        "repeat(2, 1fr)",
        "repeat(auto-fill, 10px)",
        "minmax(1px, 1fr)",
        "subgrid",
        "linear-gradient(red, blue)",
        "linear-gradient(in oklch, red 10%, var(--c))",
        "radial-gradient(1em, red, blue)",
        "conic-gradient(from 1turn, red 1deg, blue)",
        "image-set(\"a\" 2x)",
        "rgb(1 2 3 / none)",
        "hsl(1rad 2% 3%)",
        "color-mix(in lch, currentcolor, red)",
        "oklch(from currentcolor l c h)",
        "color(display-p3 1 0 0)",
        "inset",
        "translate(1em, 2%)",
        "rotate(1deg)",
        "matrix(1,2,3,4,5,6)",
        "blur(1em)",
        "circle(1em at 2% 3em)",
        "polygon(1px 2em, 3% 4px)",
        "inset(1em round 2px / 3%)",
        "/",
        ",",
        "!",
        "+",
        "{a}",
        "(1px)",
        "flex",
        "grid",
        "inline",
        "block",
        "list-item",
        "absolute",
        "rtl",
        "vertical-rl",
        "larger",
        "bolder",
        "thin",
        "hidden",
        "visible",
        "scroll"
    };
    private static final String[] CUSTOM = {"--x", "--y", "--c"};

    private final List<String> names = Stream.concat(
                    Properties.all().stream().map(longhand -> longhand.name()),
                    Stream.of(
                            "margin",
                            "border",
                            "background",
                            "font",
                            "flex",
                            "grid",
                            "grid-area",
                            "mask",
                            "list-style",
                            "border-image",
                            "border-radius",
                            "text-decoration",
                            "place-items",
                            "columns",
                            "all",
                            "gap",
                            "grid-template",
                            "font-variant",
                            "white-space",
                            "inset",
                            "border-inline",
                            "overflow"))
            .toList();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyValue_isComputedAndWrittenWithoutADefect(long seed) {
        Random random = new Random(seed);
        StyleComputer computer = new StyleComputer(Styles.VIEWPORT);
        ComputedStyle parent = computer.compute(Cascaded.NOTHING, null);
        for (int element = 0; element < 1000; element++) {
            StringBuilder written = new StringBuilder();
            Cascaded.Builder builder = new Cascaded.Builder();
            for (int declaration = 0; declaration < 8; declaration++) {
                add(random, builder, written);
            }
            ComputedStyle above = parent;
            List<ComputedStyle> computed = new ArrayList<>();
            assertThatCode(() -> {
                        ComputedStyle style = computer.compute(builder.build(), above, _ -> "7");
                        Properties.all().forEach(style::text);
                        computed.add(style);
                    })
                    .as(written.toString())
                    .doesNotThrowAnyException();
            parent = element % 5 == 0 ? computer.compute(Cascaded.NOTHING, null) : computed.getFirst();
        }
    }

    private void add(Random random, Cascaded.Builder builder, StringBuilder written) {
        StringBuilder value = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int word = 0; word < count; word++) {
            value.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        boolean custom = random.nextInt(8) == 0;
        String name = custom ? CUSTOM[random.nextInt(CUSTOM.length)] : names.get(random.nextInt(names.size()));
        written.append(name).append(": ").append(value).append("; ");
        switch (Declarations.expand(name, Values.of(value.toString()), random.nextBoolean())) {
            case Expansion.Longhands(List<Expansion.Assignment> assignments) -> assignments.forEach(builder::set);
            case Expansion.Custom(String its, Specified specified) -> builder.custom(its, specified);
            case Expansion.Invisible _, Expansion.Unknown _, Expansion.Invalid _ -> builder.custom("--z", Wide.INITIAL);
        }
    }
}
