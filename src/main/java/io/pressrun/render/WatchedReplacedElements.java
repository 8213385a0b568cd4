package io.pressrun.render;

import com.openhtmltopdf.extend.ReplacedElement;
import com.openhtmltopdf.extend.ReplacedElementFactory;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.util.XRRuntimeException;
import io.pressrun.job.ShownUri;
import io.pressrun.job.Warning;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Asks the watch for every block, since the engine asks this factory about each of them. */
record WatchedReplacedElements(ReplacedElementFactory factory, RenderWatch watch, Consumer<Warning> warnings)
        implements ReplacedElementFactory {
    @Override
    public @Nullable ReplacedElement createReplacedElement(
            LayoutContext context, BlockBox box, UserAgentCallback userAgent, int width, int height) {
        watch.glance();
        try {
            return factory.createReplacedElement(context, box, userAgent, width, height);
        } catch (XRRuntimeException e) {
            // The engine reads a linked SVG here, and XML that is none must not end the job.
            warnings.accept(new Warning(
                    "SVG_INVALID",
                    "The SVG is no well-formed XML and is left out.",
                    ShownUri.of(box.getElement().getAttribute("src"))));
            return null;
        }
    }

    @Override
    public boolean isReplacedElement(Element element) {
        watch.glance();
        return factory.isReplacedElement(element);
    }
}
