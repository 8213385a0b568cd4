package io.pressrun.css.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.pressrun.css.color.Rgba;
import io.pressrun.css.grammar.ValueGrammar;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.Values;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    private static final ValueGrammar IMAGE = ValueGrammar.of("<image>");

    private static @Nullable Value image(String text) {
        return IMAGE.parse(new Cursor(Values.of(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    linear-gradient(red, blue) @ linear-gradient(180deg, #ff0000, #0000ff)
                    linear-gradient(45deg, red 10%, 30%, blue 20px) @ linear-gradient(45deg, #ff0000 10%, 30%, #0000ff 20px)
                    linear-gradient(0, red, blue) @ linear-gradient(0deg, #ff0000, #0000ff)
                    linear-gradient(to left, red, blue) @ linear-gradient(270deg, #ff0000, #0000ff)
                    linear-gradient(to bottom right, red, blue) @ linear-gradient(to bottom right, #ff0000, #0000ff)
                    linear-gradient(to right top, red, blue) @ linear-gradient(to top right, #ff0000, #0000ff)
                    linear-gradient(red 0 50%, blue 50% 100%) @ linear-gradient(180deg, #ff0000 0, #ff0000 50%, #0000ff 50%, #0000ff 100%)
                    linear-gradient(10% red, blue) @ linear-gradient(180deg, #ff0000 10%, #0000ff)
                    linear-gradient(in oklab, red, blue) @ linear-gradient(180deg in oklab, #ff0000, #0000ff)
                    linear-gradient(in hsl longer hue to right, red, blue) @ linear-gradient(90deg in hsl, #ff0000, #0000ff)
                    linear-gradient(to right in oklch, red, blue) @ linear-gradient(90deg in oklch, #ff0000, #0000ff)
                    linear-gradient(oklch(51.975% 0.17686 142.495), red) @ linear-gradient(180deg in oklab, #008000, #ff0000)
                    linear-gradient(red) @ linear-gradient(180deg, #ff0000)
                    repeating-linear-gradient(red, blue 10px) @ repeating-linear-gradient(180deg, #ff0000, #0000ff 10px)
                    radial-gradient(red, blue) @ radial-gradient(farthest-corner at 50% 50%, #ff0000, #0000ff)
                    radial-gradient(circle at top left, red, blue) @ radial-gradient(circle farthest-corner at 0% 0%, #ff0000, #0000ff)
                    radial-gradient(10px, red, blue) @ radial-gradient(circle 10px at 50% 50%, #ff0000, #0000ff)
                    radial-gradient(10px 20% at 5px 5px, red, blue) @ radial-gradient(10px 20% at 5px 5px, #ff0000, #0000ff)
                    radial-gradient(closest-side circle, red, blue) @ radial-gradient(circle closest-side at 50% 50%, #ff0000, #0000ff)
                    radial-gradient(in oklch, red, blue) @ radial-gradient(farthest-corner at 50% 50% in oklch, #ff0000, #0000ff)
                    conic-gradient(red, blue) @ conic-gradient(from 0deg at 50% 50%, #ff0000, #0000ff)
                    conic-gradient(from 90deg at 10px 20%, red 10%, blue .5turn) @ conic-gradient(from 90deg at 10px 20%, #ff0000 10%, #0000ff 180deg)
                    repeating-conic-gradient(red 0 25%, blue 0 50%) @ repeating-conic-gradient(from 0deg at 50% 50%, #ff0000 0deg, #ff0000 25%, #0000ff 0deg, #0000ff 50%)
                    -webkit-linear-gradient(top, red, blue) @ linear-gradient(180deg, #ff0000, #0000ff)
                    -webkit-linear-gradient(left, red, blue) @ linear-gradient(90deg, #ff0000, #0000ff)
                    -webkit-linear-gradient(90deg, red, blue) @ linear-gradient(0deg, #ff0000, #0000ff)
                    -webkit-linear-gradient(top left, red, blue) @ linear-gradient(to bottom right, #ff0000, #0000ff)
                    image-set("a.png" 1x, url(b.png) 2x) @ image-set(url("a.png") 1x, url("b.png") 2x)
                    image-set(linear-gradient(red, blue) 192dpi) @ image-set(linear-gradient(180deg, #ff0000, #0000ff) 2x)
                    -webkit-image-set(url(a) 1x) @ image-set(url("a") 1x)
                    """)
    void anImage_isRead(String text, String expected) {
        Value image = Objects.requireNonNull(image(text));
        assertThat(CssText.of(image, Rgba.BLACK)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linear-gradient()",
                "linear-gradient(10%)",
                "linear-gradient(red, 10%)",
                "linear-gradient(10%, red)",
                "linear-gradient(red, 10%, 20%, blue)",
                "linear-gradient(to, red, blue)",
                "linear-gradient(top, red, blue)",
                "linear-gradient(to left right, red, blue)",
                "linear-gradient(to top top, red, blue)",
                "linear-gradient(45, red, blue)",
                "linear-gradient(red 1px 2px 3px, blue)",
                "linear-gradient(red blue)",
                "linear-gradient(in foo, red, blue)",
                "linear-gradient(red, blue,)",
                "linear-gradient(90deg)",
                "radial-gradient(circle 10px 20px, red, blue)",
                "radial-gradient(ellipse 10px, red, blue)",
                "radial-gradient(at, red, blue)",
                "radial-gradient(-1px, red, blue)",
                "conic-gradient(from, red, blue)",
                "conic-gradient(red 10px, blue)",
                "conic-gradient(at foo, red, blue)",
                "image-set()",
                "image-set(red 1x)",
                "image-set(\"a\" -1x)",
                "image-set(\"a\" 1px)",
                "cross-fade(url(a), url(b))",
                "element(#a)",
                "red",
                "-moz-linear-gradient(red, blue)"
            })
    void whatIsNoImage_isRefused(String text) {
        assertThat(image(text)).isNull();
    }

    @Test
    void ofASet_theDensestThatMayBePrintedIsChosen() {
        ImageSet set = (ImageSet) Objects.requireNonNull(
                image("image-set(\"a.avif\" type(\"image/avif\") 2x, \"b.png\" 2x, \"c.png\" 1x, \"d.png\" 3x)"));
        assertThat(set.chosen(2, type -> !type.equals("image/avif")))
                .map(ImageSet.Option::image)
                .contains(new Value.Link("b.png"));
        assertThat(set.chosen(0.5, type -> !type.equals("image/avif")))
                .map(ImageSet.Option::image)
                .contains(new Value.Link("c.png"));
    }
}
