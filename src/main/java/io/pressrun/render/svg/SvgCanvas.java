package io.pressrun.render.svg;

import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.OutputDeviceGraphicsDrawer;
import io.pressrun.job.Warning;
import io.pressrun.render.watch.RenderWatch;
import java.awt.image.BufferedImage;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.apache.batik.ext.awt.RenderingHintsKeyExt;
import org.jspecify.annotations.Nullable;

/**
 * The engine's device as the drawer of SVG has it. Filters, masks and opacity are drawn as bitmaps of the size that they
 * have on the page, which the drawer neither counts nor stops at: too large ones are left out, and the watch is asked
 * before each that is not part of another.
 */
record SvgCanvas(OutputDevice device, long bitmaps, long maxPixels, RenderWatch watch, Consumer<Warning> warnings)
        implements InvocationHandler {

    /**
     * @param bitmaps how many the drawer holds at once for one element
     * @param maxPixels of all of these together
     */
    static OutputDevice of(
            OutputDevice device, long bitmaps, long maxPixels, RenderWatch watch, Consumer<Warning> warnings) {
        return (OutputDevice) Proxy.newProxyInstance(
                OutputDevice.class.getClassLoader(),
                new Class<?>[] {OutputDevice.class},
                new SvgCanvas(device, bitmaps, maxPixels, watch, warnings));
    }

    @Override
    @SuppressWarnings("NullAway") // what the engine returns
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments[arguments.length - 1] instanceof OutputDeviceGraphicsDrawer drawer) {
            if (isTooLarge((float) arguments[2], (float) arguments[3])) {
                return null;
            }
            arguments[arguments.length - 1] = watched(drawer);
        }
        try {
            return method.invoke(device, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private boolean isTooLarge(double width, double height) {
        double pixels = width * height * bitmaps;
        if (pixels <= maxPixels) {
            return false;
        }
        warnings.accept(new Warning(
                "IMAGE_TOO_LARGE",
                "An SVG with filters, masks or opacity takes " + (long) pixels + " pixels, allowed are " + maxPixels
                        + "; it is left out. Make it smaller, or its filters simpler.",
                null));
        return true;
    }

    private OutputDeviceGraphicsDrawer watched(OutputDeviceGraphicsDrawer drawer) {
        return graphics -> {
            graphics.setRenderingHint(RenderingHintsKeyExt.KEY_BUFFERED_IMAGE, new Watched(watch));
            drawer.render(graphics);
        };
    }

    /** An image that is not there. The drawer asks for it before it puts a bitmap on the page. */
    private static final class Watched extends WeakReference<BufferedImage> {
        private final RenderWatch watch;

        Watched(RenderWatch watch) {
            super(null);
            this.watch = watch;
        }

        @Override
        public @Nullable BufferedImage get() {
            watch.check();
            return null;
        }
    }
}
