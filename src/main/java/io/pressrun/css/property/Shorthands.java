package io.pressrun.css.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All shorthands and what they stand for. */
final class Shorthands {
    private static final String SIDES = "top right bottom left";
    private static final String BORDER_IMAGE = each("border-image-*", "source slice width outset repeat");
    private static final String FONT_VARIANT =
            each("font-variant-*", "ligatures caps alternates numeric east-asian position emoji");

    private final Map<String, Longhand> names;
    private final List<Shorthand> all = new ArrayList<>();

    Shorthands(Map<String, Longhand> names) {
        this.names = names;
        boxes();
        borders();
        texts();
        layouts();
    }

    List<Shorthand> all() {
        return all;
    }

    private void boxes() {
        Shorthand.Form sides = Forms::sides;
        Shorthand.Form pair = Forms::pair;
        add("margin", each("margin-*", SIDES), sides);
        add("padding", each("padding-*", SIDES), sides);
        add("inset", SIDES, sides);
        for (String flow : List.of("inline", "block")) {
            add("margin-" + flow, each("margin-" + flow + "-*", "start end"), pair);
            add("padding-" + flow, each("padding-" + flow + "-*", "start end"), pair);
            add("inset-" + flow, each("inset-" + flow + "-*", "start end"), pair);
        }
        add("overflow", "overflow-x overflow-y", pair);
        add("container", "container-name container-type", Forms::container);
    }

    private void borders() {
        for (String part : List.of("width", "style", "color")) {
            add("border-" + part, each("border-*-" + part, SIDES), Forms::sides);
            for (String flow : List.of("inline", "block")) {
                String both = each("border-" + flow + "-*-" + part, "start end");
                add("border-" + flow + "-" + part, both, Forms::pair);
            }
        }
        String parts = "width style color";
        for (String side :
                List.of("top", "right", "bottom", "left", "inline-start", "inline-end", "block-start", "block-end")) {
            add("border-" + side, each("border-" + side + "-*", parts), Forms::anyOrder);
        }
        for (String flow : List.of("inline", "block")) {
            String both = each("border-" + flow + "-start-*", parts) + " " + each("border-" + flow + "-end-*", parts);
            add("border-" + flow, both, (at, longhands) -> Forms.repeated(at, longhands, 3));
        }
        String four = each("border-top-*", parts) + " " + each("border-right-*", parts) + " "
                + each("border-bottom-*", parts) + " " + each("border-left-*", parts);
        add("border", four + " " + BORDER_IMAGE, (at, longhands) -> Forms.repeated(at, longhands, 3));
        add("border-image", BORDER_IMAGE, Forms::borderImage);
        add("border-radius", each("border-*-radius", "top-left top-right bottom-right bottom-left"), Forms::radius);
        add("outline", each("outline-*", "width style color"), Forms::anyOrder);
        add("background-position", each("background-position-*", "x y"), Layers::positions);
        add(
                "background",
                each("background-*", "image position-x position-y size repeat attachment origin clip color"),
                Layers::background);
        add("mask", each("mask-*", "image position size repeat origin clip composite mode"), Layers::mask);
    }

    private void texts() {
        add("list-style", each("list-style-*", "position image type"), Forms::listStyle);
        add("text-decoration", each("text-decoration-*", "line style color thickness"), Forms::anyOrder);
        add("text-emphasis", each("text-emphasis-*", "style color"), Forms::anyOrder);
        add("-webkit-text-stroke", each("-webkit-text-stroke-*", "width color"), Forms::anyOrder);
        add("text-wrap", each("text-wrap-*", "mode style"), Forms::anyOrder);
        add("text-box", each("text-box-*", "trim edge"), Forms::textBox);
        add("white-space", "white-space-collapse text-wrap-mode", Forms::whiteSpace);
        add("font-synthesis", each("font-synthesis-*", "weight style small-caps"), FontForms::synthesis);
        add("font-variant", FONT_VARIANT, FontForms::variant);
        add(
                "font",
                "font-style font-variant-caps font-weight font-stretch font-size line-height font-family "
                        + each("font-variant-*", "ligatures alternates numeric east-asian position emoji")
                        + " font-size-adjust font-kerning font-feature-settings font-variation-settings"
                        + " font-optical-sizing font-language-override",
                FontForms::font);
        add("marker", each("marker-*", "start mid end"), Forms::same);
    }

    private void layouts() {
        add("columns", each("column-*", "width count"), Forms::anyOrder);
        add("column-rule", each("column-rule-*", "width style color"), Forms::anyOrder);
        add("gap", "row-gap column-gap", Forms::pair);
        add("flex", each("flex-*", "grow shrink basis"), Forms::flex);
        add("flex-flow", each("flex-*", "direction wrap"), Forms::anyOrder);
        add("place-content", "align-content justify-content", Forms::place);
        add("place-items", "align-items justify-items", Forms::place);
        add("place-self", "align-self justify-self", Forms::place);
        String template = each("grid-template-*", "rows columns areas");
        add("grid-template", template, GridForms::template);
        add("grid", template + " " + each("grid-auto-*", "rows columns flow"), GridForms::grid);
        add("grid-row", each("grid-row-*", "start end"), GridForms::lines);
        add("grid-column", each("grid-column-*", "start end"), GridForms::lines);
        add("grid-area", "grid-row-start grid-column-start grid-row-end grid-column-end", GridForms::lines);
    }

    private void add(String name, String longhands, Shorthand.Form form) {
        List<Longhand> its = Stream.of(longhands.split(" ")).map(this::longhand).toList();
        all.add(new Shorthand(name, its, form));
    }

    private Longhand longhand(String name) {
        Longhand longhand = names.get(name);
        if (longhand == null) {
            throw new IllegalStateException("There is no longhand " + name + ".");
        }
        return longhand;
    }

    private static String each(String pattern, String words) {
        return String.join(
                " ",
                Arrays.stream(words.split(" "))
                        .map(word -> pattern.replace("*", word))
                        .toList());
    }
}
