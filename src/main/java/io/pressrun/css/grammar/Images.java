package io.pressrun.css.grammar;

import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import io.pressrun.css.value.ImageSet;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@code <image>} (css-images-4, section 2). */
record Images() implements Node {
    private static final Numeric RESOLUTION =
            new Numeric(Dimension.RESOLUTION, false, false, 0, Double.POSITIVE_INFINITY);

    @Override
    public boolean match(Cursor at, List<Value> out) {
        Value image = switch (at.peek()) {
            case ComponentValue.Url(String url) -> new Value.Link(url);
            case ComponentValue.Function function -> image(function);
            case null, default -> null;
        };
        if (image == null) {
            return false;
        }
        out.add(image);
        at.advance();
        return true;
    }

    private static @Nullable Value image(ComponentValue.Function function) {
        return switch (function.name()) {
            case "image-set", "-webkit-image-set" -> set(function.arguments());
            case "src" ->
                new Cursor(function.arguments()).peek() instanceof ComponentValue.Text(String url)
                        ? new Value.Link(url)
                        : null;
            default -> Gradients.gradient(function);
        };
    }

    private static @Nullable Value set(List<ComponentValue> arguments) {
        List<ImageSet.Option> options = new ArrayList<>();
        for (List<ComponentValue> part : Values.byComma(arguments)) {
            ImageSet.Option option = option(new Cursor(part));
            if (option == null) {
                return null;
            }
            options.add(option);
        }
        return new ImageSet(options);
    }

    private static ImageSet.@Nullable Option option(Cursor at) {
        Value image = switch (at.next()) {
            case ComponentValue.Text(String url) -> new Value.Link(url);
            case ComponentValue.Url(String url) -> new Value.Link(url);
            case ComponentValue.Function function -> Gradients.gradient(function);
            case null, default -> null;
        };
        double density = 1;
        String type = "";
        while (image != null && !at.atEnd()) {
            ComponentValue here = at.next();
            if (here instanceof ComponentValue.Function(String name, List<ComponentValue> arguments)
                    && name.equals("type")
                    && new Cursor(arguments).peek() instanceof ComponentValue.Text(String its)) {
                type = its;
            } else if (here != null && RESOLUTION.value(here, false) instanceof Value.Resolution(double dppx)) {
                density = dppx;
            } else {
                return null;
            }
        }
        return image == null ? null : new ImageSet.Option(image, density, type);
    }
}
