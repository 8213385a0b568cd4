package io.pressrun.render.watch;

import com.openhtmltopdf.extend.ReplacedElement;
import com.openhtmltopdf.extend.ReplacedElementFactory;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.render.BlockBox;
import io.pressrun.job.ShownUri;
import io.pressrun.job.Warning;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Asks the watch for every block, since the engine asks this factory about each of them. An image that cannot be read
 * costs itself and not the job.
 */
public record WatchedReplacedElements(
        ReplacedElementFactory factory, RenderWatch watch, RenderProgress progress, Consumer<Warning> warnings)
        implements ReplacedElementFactory {
    private static final String PDF = "data:application/pdf";

    @Override
    public @Nullable ReplacedElement createReplacedElement(
            LayoutContext context, BlockBox box, UserAgentCallback userAgent, int width, int height) {
        watch.glance();
        var element = box.getElement();
        progress.at(element);
        if (element == null || !element.getNodeName().equals("img")) {
            return factory.createReplacedElement(context, box, userAgent, width, height);
        }
        String source = element.getAttribute("src");
        if (isPdf(source)) {
            // The engine would decode it itself, without limits.
            warn("IMAGE_UNSUPPORTED", "A PDF is not printed as an image and is left out. Offer it as SVG.", source);
            return null;
        }
        try {
            return factory.createReplacedElement(context, box, userAgent, width, height);
        } catch (RuntimeException e) {
            RenderDefect.leaveFor(e);
            warn("IMAGE_UNREADABLE", "The image cannot be read and is left out.", source);
            return null;
        }
    }

    private static boolean isPdf(String source) {
        return source.regionMatches(true, 0, PDF, 0, PDF.length())
                || source.regionMatches(true, source.length() - 4, ".pdf", 0, 4);
    }

    private void warn(String code, String message, String source) {
        warnings.accept(new Warning(code, message, ShownUri.of(source)));
    }

    @Override
    public boolean isReplacedElement(Element element) {
        watch.glance();
        return factory.isReplacedElement(element);
    }
}
