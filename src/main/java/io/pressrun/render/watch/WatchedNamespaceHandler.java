package io.pressrun.render.watch;

import com.openhtmltopdf.simple.extend.XhtmlNamespaceHandler;
import org.w3c.dom.Element;

/** Asks the watch whenever the engine reads an element's style, which it does for every box it makes. */
public final class WatchedNamespaceHandler extends XhtmlNamespaceHandler {
    private final RenderWatch watch;
    private final RenderProgress progress;

    public WatchedNamespaceHandler(RenderWatch watch, RenderProgress progress) {
        this.watch = watch;
        this.progress = progress;
    }

    @Override
    public String getElementStyling(Element element) {
        watch.glance();
        progress.at(element);
        return super.getElementStyling(element);
    }
}
