package io.pressrun.css;

import io.pressrun.job.RenderJob.Orientation;
import io.pressrun.job.RenderJob.PageSetup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of pages.
 *
 * @param width a CSS length in a unit that the engine knows
 * @param height likewise
 */
public record PageSize(String width, String height) {
    /** css-page-3, 7.1, upright. The engine knows few of these, so each is written as two lengths. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("a3", "297mm 420mm"),
            Map.entry("a4", "210mm 297mm"),
            Map.entry("a5", "148mm 210mm"),
            Map.entry("a6", "105mm 148mm"),
            Map.entry("b4", "250mm 353mm"),
            Map.entry("b5", "176mm 250mm"),
            Map.entry("jis-b4", "257mm 364mm"),
            Map.entry("jis-b5", "182mm 257mm"),
            Map.entry("letter", "8.5in 11in"),
            Map.entry("legal", "8.5in 14in"),
            Map.entry("ledger", "11in 17in"),
            Map.entry("tabloid", "11in 17in"));

    private static final Pattern LENGTH = Pattern.compile("([0-9.]+)([A-Za-z]*)");

    /** A4 upright, which is printed where nothing else is asked for. */
    public static final PageSize DEFAULT = new PageSize("210mm", "297mm");

    /** What the job asks for, or the default. */
    public static PageSize of(PageSetup page) {
        String size = page.size() == null ? "a4" : page.size();
        String[] sides = inKnownUnits(NAMED.getOrDefault(size.toLowerCase(Locale.ROOT), size))
                .split(" +", -1);
        PageSize upright = new PageSize(sides[0], sides[sides.length - 1]);
        boolean turned = page.orientation() != null
                && (page.orientation() == Orientation.PORTRAIT
                        ? upright.widthInPixels() > upright.heightInPixels()
                        : upright.widthInPixels() < upright.heightInPixels());
        return turned ? new PageSize(/* width= */ upright.height, /* height= */ upright.width) : upright;
    }

    /** The upright size of this name (css-page-3, 7.1), in lower case; empty where there is none. */
    public static Optional<PageSize> named(String name) {
        return Optional.ofNullable(NAMED.get(name))
                .map(sides -> sides.split(" "))
                .map(sides -> new PageSize(sides[0], sides[1]));
    }

    /** Lengths, in millimetres where the engine does not know the unit. */
    public static String inKnownUnits(String lengths) {
        return LENGTH.matcher(lengths)
                .replaceAll(length -> length.group(2).equalsIgnoreCase("q")
                        ? Double.parseDouble(length.group(1)) / 4 + "mm"
                        : length.group().toLowerCase(Locale.ROOT));
    }

    public double widthInPixels() {
        return pixels(width);
    }

    public double heightInPixels() {
        return pixels(height);
    }

    private static double pixels(String length) {
        Matcher parts = LENGTH.matcher(length);
        if (!parts.matches()) {
            return 0;
        }
        double number = Double.parseDouble(parts.group(1));
        return switch (parts.group(2)) {
            case "px" -> number;
            case "mm" -> number * 96 / 25.4;
            case "cm" -> number * 96 / 2.54;
            case "in" -> number * 96;
            case "pc" -> number * 16;
            default -> number * 96 / 72;
        };
    }
}
