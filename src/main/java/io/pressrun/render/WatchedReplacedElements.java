package io.pressrun.render;

import com.openhtmltopdf.extend.ReplacedElement;
import com.openhtmltopdf.extend.ReplacedElementFactory;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.render.BlockBox;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Asks the watch for every block, since the engine asks this factory about each of them. */
record WatchedReplacedElements(ReplacedElementFactory factory, RenderWatch watch) implements ReplacedElementFactory {
    @Override
    public @Nullable ReplacedElement createReplacedElement(
            LayoutContext context, BlockBox box, UserAgentCallback userAgent, int width, int height) {
        watch.glance();
        return factory.createReplacedElement(context, box, userAgent, width, height);
    }

    @Override
    public boolean isReplacedElement(Element element) {
        watch.glance();
        return factory.isReplacedElement(element);
    }
}
