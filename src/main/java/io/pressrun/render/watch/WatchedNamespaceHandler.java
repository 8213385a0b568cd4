package io.pressrun.render.watch;

import com.openhtmltopdf.simple.extend.XhtmlNamespaceHandler;
import org.w3c.dom.Element;

/** Asks the watch whenever the engine reads an element's style, which it does for every box it makes. */
public final class WatchedNamespaceHandler extends XhtmlNamespaceHandler {
    private final RenderWatch watch;

    public WatchedNamespaceHandler(RenderWatch watch) {
        this.watch = watch;
    }

    @Override
    public String getElementStyling(Element element) {
        watch.glance();
        return super.getElementStyling(element);
    }
}
