package io.pressrun.render.watch;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** How far a render has come, for those who are told that it failed. Confined to the render thread. */
public final class RenderProgress {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:-]{1,40}");

    private Step step = Step.STYLES;
    private @Nullable Element element;

    /** The steps of a render in their order. */
    public enum Step {
        STYLES("while it read the styles"),
        LAYOUT("while it laid out the pages"),
        PAINT("while it painted the pages"),
        FILE("while it wrote the file");

        private final String words;

        Step(String words) {
            this.words = words;
        }
    }

    public void begin(Step next) {
        step = next;
        element = null;
    }

    /** The element that the engine is at now. */
    public void at(@Nullable Element reached) {
        element = reached == null ? element : reached;
    }

    /** As in "while it laid out the pages, at {@code <div id="total">} or after it". */
    public String where() {
        return element == null ? step.words : step.words + ", at " + shown(element) + " or after it";
    }

    private static String shown(Element element) {
        return "<" + plain(element.getTagName()) + attribute(element, "id") + attribute(element, "class") + ">";
    }

    private static String attribute(Element element, String name) {
        String value = plain(element.getAttribute(name));
        return value.isEmpty() ? "" : " " + name + "=\"" + value + "\"";
    }

    /** Nothing for what might be more than a name. */
    private static String plain(String text) {
        return NAME.matcher(text).matches() ? text : "";
    }
}
