package io.pressrun.css.value;

import io.pressrun.css.math.Scale;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code image-set()} (css-images-4, 2.4). */
public record ImageSet(List<Option> options) implements Value {
    public ImageSet {
        options = List.copyOf(options);
    }

    /**
     * One image of a set.
     *
     * @param image a {@link Value.Link} or a {@link Gradient}
     * @param type the media type that was written, or nothing
     */
    public record Option(Value image, double dppx, String type) {}

    /**
     * The densest that is no denser than this, or the least dense.
     *
     * @param printable tells of a media type whether it can be printed
     */
    public Optional<Option> chosen(double density, Predicate<String> printable) {
        List<Option> usable = options.stream()
                .filter(option -> option.type().isEmpty() || printable.test(option.type()))
                .toList();
        Comparator<Option> byDensity = Comparator.comparingDouble(Option::dppx);
        return usable.stream()
                .filter(option -> option.dppx() <= density)
                .max(byDensity)
                .or(() -> usable.stream().min(byDensity));
    }

    @Override
    public Value computed(Scale scale) {
        return new ImageSet(options.stream()
                .map(option -> new Option(option.image().computed(scale), option.dppx(), option.type()))
                .toList());
    }
}
