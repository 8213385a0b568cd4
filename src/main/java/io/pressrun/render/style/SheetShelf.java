package io.pressrun.render.style;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pressrun.css.cascade.StyleSheetRules;
import io.pressrun.css.style.AddressedSyntax;
import io.pressrun.css.style.PaperSyntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Compiled stylesheets by their content, shared by all documents and bounded by the length of their texts. */
public final class SheetShelf {
    private static final long MAX_CHARACTERS = 16 << 20;

    private final Cache<Sheet, StyleSheetRules> sheets = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .<Sheet, StyleSheetRules>weigher(
                    (sheet, rules) -> 100 + sheet.text().length())
            .executor(Runnable::run)
            .build();

    private final StyleSheetRules html = builtIn("html.css");
    private final StyleSheetRules quirks = builtIn("quirks.css");

    private record Sheet(String text, String base, boolean quirks) {}

    /** @param base that relative addresses in the text are resolved against */
    StyleSheetRules compiled(String text, URI base, boolean inQuirksMode) {
        return sheets.get(
                new Sheet(text, base.toString(), inQuirksMode),
                _ -> StyleSheetRules.compile(
                        text, new AddressedSyntax(new PaperSyntax(inQuirksMode), address -> absolute(address, base))));
    }

    /** What browsers do with HTML of themselves. */
    StyleSheetRules html() {
        return html;
    }

    /** What they do beside it with documents without a doctype. */
    StyleSheetRules quirks() {
        return quirks;
    }

    private static String absolute(String address, URI base) {
        if (address.isEmpty() || address.startsWith("#") || address.regionMatches(true, 0, "data:", 0, 5)) {
            return address;
        }
        try {
            return base.isOpaque() ? address : base.resolve(new URI(address)).toString();
        } catch (URISyntaxException e) {
            return address;
        }
    }

    private static StyleSheetRules builtIn(String name) {
        try (var file = SheetShelf.class.getResourceAsStream("/io/pressrun/css/" + name)) {
            var text = new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            return StyleSheetRules.compile(text, new PaperSyntax(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
