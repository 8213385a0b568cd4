package io.pressrun.render.style;

import io.pressrun.css.PageSize;
import io.pressrun.css.math.LengthPercentage;
import io.pressrun.css.style.ComputedStyle;
import io.pressrun.css.value.Value;
import java.util.List;

/**
 * The area of a page within its margins, in CSS pixels: what viewport units and media queries go by.
 *
 * @param width of the area
 * @param height of the area
 */
public record PageArea(double pageWidth, double pageHeight, double width, double height) {
    /** A page of this size without margins. */
    public static PageArea of(double width, double height) {
        return new PageArea(width, height, width, height);
    }

    /** The area that the style of a page leaves. */
    PageArea of(ComputedStyle page) {
        double[] size = size(page.value("size"));
        double across = margin(page, "left", size[0]) + margin(page, "right", size[0]);
        double down = margin(page, "top", size[1]) + margin(page, "bottom", size[1]);
        return new PageArea(size[0], size[1], Math.max(1, size[0] - across), Math.max(1, size[1] - down));
    }

    private static double margin(ComputedStyle page, String side, double basis) {
        return edge(page, "margin-" + side, basis)
                + edge(page, "padding-" + side, basis)
                + edge(page, "border-" + side + "-width", basis);
    }

    private static double edge(ComputedStyle page, String property, double basis) {
        return page.value(property) instanceof Value.Length(LengthPercentage amount) ? amount.resolve(basis) : 0;
    }

    private double[] size(Value value) {
        double[] size = {pageWidth, pageHeight};
        List<Value> words = value.words();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case Value.Keyword(String name) -> {
                    var named = PageSize.named(name);
                    if (named.isPresent()) {
                        size = new double[] {
                            named.get().widthInPixels(), named.get().heightInPixels()
                        };
                    }
                }
                case Value.Length(LengthPercentage amount) -> {
                    double px = amount.resolve(0);
                    size = i == 0 ? new double[] {px, px} : new double[] {size[0], px};
                }
                default -> {}
            }
        }
        boolean landscape = words.stream().anyMatch(word -> word.is("landscape"));
        boolean portrait = words.stream().anyMatch(word -> word.is("portrait"));
        boolean turn = landscape && size[0] < size[1] || portrait && size[0] > size[1];
        return turn ? new double[] {size[1], size[0]} : size;
    }
}
