package io.pressrun.render;

import com.openhtmltopdf.util.Diagnostic;
import io.pressrun.job.ShownUri;
import io.pressrun.job.Warning;
import io.pressrun.render.watch.RenderDefect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Turns the engine's diagnostics into the result's warnings: those of level WARNING and above, each once, capped. What
 * the engine caught of a defect goes on from here. The engine calls it from the render thread alone.
 */
final class WarningCollector implements Consumer<Diagnostic> {
    private static final int MAX_WARNINGS = 50;
    private static final int MAX_TEXT = 300;

    private final Set<Warning> warnings = new LinkedHashSet<>();
    private int dropped;

    @Override
    public void accept(Diagnostic diagnostic) {
        if (diagnostic.getError() != null) {
            RenderDefect.leaveFor(diagnostic.getError());
        }
        if (diagnostic.getLevel().intValue() < Level.WARNING.intValue()) {
            return;
        }
        String id = diagnostic.getLogMessageId().getEnum().name();
        String code = codeOf(id);
        if (code == null) {
            return;
        }
        add(
                code.equals("IMAGE_UNREADABLE")
                        ? new Warning(code, "The image cannot be decoded and is left out.", address(diagnostic))
                        : new Warning(code, message(id, diagnostic), null));
    }

    private static @Nullable String address(Diagnostic diagnostic) {
        return diagnostic.getArgs() != null
                        && diagnostic.getArgs().length > 0
                        && diagnostic.getArgs()[0] instanceof String address
                ? ShownUri.of(address)
                : null;
    }

    void add(Warning given) {
        var warning = new Warning(given.code(), shown(given.message()), given.subject());
        if (warnings.contains(warning)) {
            return;
        }
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(warning);
        } else {
            dropped++;
        }
    }

    List<Warning> warnings() {
        var all = new ArrayList<>(warnings);
        if (dropped > 0) {
            all.add(new Warning("WARNINGS_OMITTED", dropped + " more warnings are not listed.", null));
        }
        return all;
    }

    /** The stable code for one of the engine's; {@code null} where it has been said already, or is about to be. */
    private static @Nullable String codeOf(String id) {
        if (id.startsWith("CSS_PARSE")) {
            return "CSS_INVALID";
        }
        if (id.startsWith("EXCEPTION_SVG") || id.contains("SVG")) {
            return "SVG_INVALID";
        }
        if (id.contains("LOAD_FONT") || id.contains("FONT_FACE") || id.contains("COULD_NOT_READ_FONT")) {
            return "FONT_UNUSABLE";
        }
        if (id.startsWith("GENERAL_PDF_ACCESSIBILITY")) {
            return "ACCESSIBILITY";
        }
        if (id.contains("LINK") || id.contains("BOOKMARK") || id.contains("HREF")) {
            return "LINK_BROKEN";
        }
        return switch (id) {
            case "LOAD_RESOURCE_ACCESS_REJECTED",
                    "EXCEPTION_ITEM_AT_URI_NOT_FOUND",
                    "EXCEPTION_CANT_READ_IMAGE_FILE_FOR_URI_NOT_FOUND",
                    "LOAD_UNABLE_TO_LOAD_CSS_FROM_URI",
                    "LOAD_UNRECOGNIZED_IMAGE_FORMAT_FOR_URI",
                    "EXCEPTION_UNHANDLED",
                    "RENDER_FONT_IS_NULL",
                    "EXCEPTION_FONT_METRICS_NOT_AVAILABLE" -> null;
            case "EXCEPTION_CANT_READ_IMAGE_FILE_FOR_URI" -> "IMAGE_UNREADABLE";
            case "GENERAL_FORCED_OUTPUT_TO_AVOID_INFINITE_LOOP" -> "TEXT_FORCED";
            default -> "ENGINE";
        };
    }

    private static String message(String id, Diagnostic diagnostic) {
        String message = diagnostic.getFormattedMessage();
        Throwable error = diagnostic.getError();
        if (id.equals("EXCEPTION_SVG_COULD_NOT_DRAW") && error != null && error.getMessage() != null) {
            // Wrapped exceptions come first, a line each, and what is wrong last.
            return "An SVG cannot be drawn and is left out: "
                    + error.getMessage().lines().reduce("", (_, line) -> line);
        }
        return error == null || error.getMessage() == null || message.contains(error.getMessage())
                ? message
                : message + ": " + error.getMessage();
    }

    /** Masked before it is cut, lest a cut makes a credential unlike one. The engine names addresses in full. */
    private static String shown(String text) {
        String masked = ShownUri.masked(text.substring(0, Math.min(text.length(), 10 * MAX_TEXT)));
        return masked.length() <= MAX_TEXT ? masked : masked.substring(0, MAX_TEXT) + "…";
    }
}
