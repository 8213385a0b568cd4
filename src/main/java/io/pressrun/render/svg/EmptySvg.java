package io.pressrun.render.svg;

import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer.SVGImage;
import com.openhtmltopdf.render.RenderingContext;

/** Takes no room and draws nothing. */
enum EmptySvg implements SVGImage {
    INSTANCE;

    @Override
    public int getIntrinsicWidth() {
        return 0;
    }

    @Override
    public int getIntrinsicHeight() {
        return 0;
    }

    @Override
    public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
        // Nothing.
    }
}
