package io.pressrun.css.color;

import io.pressrun.css.math.Calculation;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.math.Dimension;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.syntax.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@code <color>} (css-color-4, section 4; css-color-5). For one value of one thread. */
public final class ColorParser {
    private static final int MAX_DEPTH = 32;

    private final Color.Fixed current;
    private boolean dependent;
    private int depth;

    ColorParser(Color.Fixed current) {
        this.current = current;
    }

    /** The colour, or null where it is none. */
    public static @Nullable Color color(ComponentValue value) {
        return switch (value) {
            case ComponentValue.Ident(String name) -> NamedColors.named(name);
            case ComponentValue.Hash(String digits, boolean _) -> NamedColors.hex(digits);
            case ComponentValue.Function function -> {
                ColorParser parser = new ColorParser((Color.Fixed) Color.BLACK);
                Color parsed = parser.parse(function);
                yield parsed != null && parser.dependent ? new Color.Dependent(function) : parsed;
            }
            case ComponentValue.Block _,
                    ComponentValue.AtKeyword _,
                    ComponentValue.Text _,
                    ComponentValue.Url _,
                    ComponentValue.Number _,
                    ComponentValue.Percentage _,
                    ComponentValue.Dimension _,
                    ComponentValue.Delim _,
                    ComponentValue.Mark _ -> null;
        };
    }

    /** How colours are mixed, after {@code in}; null if there is no such method, and then the place is undefined. */
    public static @Nullable Interpolation method(Cursor at) {
        String name = at.ident();
        ColorSpace space = name == null ? null : ColorSpace.named(name);
        if (space == null) {
            return null;
        }
        at.advance();
        String way = at.ident();
        if (way == null || space.hue() < 0) {
            return new Interpolation(space, HueMethod.SHORTER);
        }
        HueMethod method = switch (way) {
            case "shorter" -> HueMethod.SHORTER;
            case "longer" -> HueMethod.LONGER;
            case "increasing" -> HueMethod.INCREASING;
            case "decreasing" -> HueMethod.DECREASING;
            default -> null;
        };
        if (method == null) {
            return new Interpolation(space, HueMethod.SHORTER);
        }
        at.advance();
        return at.take("hue") ? new Interpolation(space, method) : null;
    }

    @Nullable
    Color parse(ComponentValue.Function function) {
        if (depth >= MAX_DEPTH) {
            return null;
        }
        depth++;
        try {
            Cursor at = new Cursor(function.arguments());
            return switch (function.name()) {
                case "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch" ->
                    components(function.name(), at);
                case "color" -> predefined(at);
                case "color-mix" -> mix(function.arguments());
                case "light-dark" -> lightDark(function.arguments());
                case "cmyk", "device-cmyk" -> inks(at);
                default -> null;
            };
        } finally {
            depth--;
        }
    }

    private @Nullable Color components(String name, Cursor at) {
        List<Channel> channels = Channel.of(name);
        if (channels == null) {
            return null;
        }
        ColorSpace space = Channel.space(name);
        if (at.take("from")) {
            Color.Fixed origin = fixed(at.next());
            return origin == null ? null : relative(at, origin, space, channels);
        }
        boolean legacy = space == ColorSpace.SRGB || space == ColorSpace.HSL || space == ColorSpace.HWB;
        Components reader = new Components(at, channels, Map.of());
        double[] of = space == ColorSpace.SRGB || space == ColorSpace.HSL ? reader.read() : reader.modern();
        return of == null ? null : new Color.Fixed(space, of[0], of[1], of[2], of[3], legacy);
    }

    private @Nullable Color predefined(Cursor at) {
        Color.Fixed origin = null;
        if (at.take("from")) {
            origin = fixed(at.next());
            if (origin == null) {
                return null;
            }
        }
        String name = at.ident();
        ColorSpace space = name == null ? null : ColorSpace.named(name);
        if (space == null || !space.likes().equals("rgb")) {
            return null;
        }
        at.advance();
        if (origin != null) {
            return relative(at, origin, space, Channel.of(space));
        }
        double[] of = new Components(at, Channel.of(space), Map.of()).modern();
        return of == null ? null : new Color.Fixed(space, of[0], of[1], of[2], of[3], false);
    }

    /** A colour by the components of another one (css-color-5, section 4). */
    private static @Nullable Color relative(Cursor at, Color.Fixed origin, ColorSpace space, List<Channel> channels) {
        double[] from = Components.known(origin, space);
        List<Channel> open = new ArrayList<>();
        for (Channel channel : channels) {
            boolean lightness = channel.name().equals("l") || channel.name().equals("c");
            open.add(
                    lightness
                            ? channel
                            : new Channel(
                                    channel.name(),
                                    channel.full(),
                                    Double.NEGATIVE_INFINITY,
                                    Double.POSITIVE_INFINITY,
                                    channel.unit()));
        }
        Map<String, Double> keywords = Map.of(
                channels.get(0).name(),
                from[0] * channels.get(0).unit(),
                channels.get(1).name(),
                from[1] * channels.get(1).unit(),
                channels.get(2).name(),
                from[2] * channels.get(2).unit(),
                "alpha",
                origin.alpha());
        double[] of = new Components(at, open, keywords).modern();
        return of == null ? null : new Color.Fixed(space, of[0], of[1], of[2], of[3], false);
    }

    /** {@code color-mix()} (css-color-5, section 3). */
    private @Nullable Color mix(List<ComponentValue> arguments) {
        List<List<ComponentValue>> parts = Values.byComma(arguments);
        Cursor first = new Cursor(parts.getFirst());
        Interpolation method = Interpolation.OKLAB;
        if (first.take("in")) {
            method = method(first);
            if (!first.atEnd()) {
                return null;
            }
            parts = parts.subList(1, parts.size());
        }
        if (method == null || parts.size() != 2) {
            return null;
        }
        Share one = share(new Cursor(parts.get(0)));
        Share other = share(new Cursor(parts.get(1)));
        if (one == null || other == null) {
            return null;
        }
        double left = Double.isNaN(one.percent()) ? other.rest() : one.percent();
        double right = Double.isNaN(other.percent()) ? one.rest() : other.percent();
        double sum = left + right;
        if (sum <= 0) {
            return null;
        }
        Color.Fixed mixed = method.between(one.color(), other.color(), right / sum);
        double alpha = sum < 100 ? mixed.alpha() * sum / 100 : mixed.alpha();
        return new Color.Fixed(mixed.space(), mixed.first(), mixed.second(), mixed.third(), alpha, false);
    }

    /** A colour to mix, with NaN where no percentage was written. */
    private record Share(Color.Fixed color, double percent) {
        double rest() {
            return Double.isNaN(percent) ? 50 : 100 - percent;
        }
    }

    private @Nullable Share share(Cursor at) {
        double percent = percent(at);
        Color.Fixed color = fixed(at.next());
        if (Double.isNaN(percent)) {
            percent = percent(at);
        }
        boolean outside = percent < 0 || percent > 100;
        return color == null || outside || !at.atEnd() ? null : new Share(color, percent);
    }

    private static double percent(Cursor at) {
        if (at.peek() instanceof ComponentValue.Percentage(double percent)) {
            at.advance();
            return percent;
        }
        if (at.peek() instanceof ComponentValue.Function function && Calculation.begins(function)) {
            Calculation parsed = Calculation.parse(function, false, Map.of());
            if (parsed != null && parsed.dimension() == Dimension.PERCENT) {
                at.advance();
                return Math.clamp(parsed.constant(), 0, 100);
            }
        }
        return Double.NaN;
    }

    private @Nullable Color lightDark(List<ComponentValue> arguments) {
        List<List<ComponentValue>> parts = Values.byComma(arguments);
        if (parts.size() != 2) {
            return null;
        }
        Cursor light = new Cursor(parts.get(0));
        Cursor dark = new Cursor(parts.get(1));
        Color.Fixed color = fixed(light.next());
        return fixed(dark.next()) == null || !light.atEnd() || !dark.atEnd() ? null : color;
    }

    private static @Nullable Color inks(Cursor at) {
        double[] of = {0, 0, 0, 0, 1};
        boolean commas = false;
        for (int ink = 0; ink < 4; ink++) {
            boolean comma = ink > 0 && at.takeComma();
            if (ink > 1 && comma != commas) {
                return null;
            }
            commas = comma;
            of[ink] = switch (at.next()) {
                case ComponentValue.Number(double number, boolean _, boolean _) -> Math.clamp(number, 0, 1);
                case ComponentValue.Percentage(double percent) -> Math.clamp(percent / 100, 0, 1);
                case null, default -> Double.NaN;
            };
        }
        if (at.take('/') && at.next() instanceof ComponentValue.Number(double alpha, boolean _, boolean _)) {
            of[4] = Math.clamp(alpha, 0, 1);
        }
        boolean whole = !Double.isNaN(of[0] + of[1] + of[2] + of[3]) && at.atEnd();
        return whole ? new Color.Inks(of[0], of[1], of[2], of[3], of[4]) : null;
    }

    /** A colour with what is current put in. */
    private Color.@Nullable Fixed fixed(@Nullable ComponentValue value) {
        if (value == null) {
            return null;
        }
        Color color = value instanceof ComponentValue.Function function ? parse(function) : color(value);
        return switch (color) {
            case Color.Fixed known -> known;
            case Color.Current _ -> {
                dependent = true;
                yield current;
            }
            case Color.Inks inks -> {
                Rgba rgba = inks.rgba(Rgba.BLACK);
                yield new Color.Fixed(ColorSpace.SRGB, rgba.red(), rgba.green(), rgba.blue(), rgba.alpha(), true);
            }
            case Color.Dependent _ -> null;
            case null -> null;
        };
    }
}
