package io.pressrun.render.svg;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import io.pressrun.job.Warning;
import io.pressrun.render.watch.RenderDefect;
import io.pressrun.render.watch.RenderWatch;
import java.awt.FontFormatException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/** A drawer whose failures cost the one SVG and not the job: what cannot be drawn is left out, with a warning. */
@SuppressWarnings("NullAway") // the engine's interface passes null for what does not apply
public final class GuardedSvg implements SVGDrawer {
    private static final Logger log = LoggerFactory.getLogger(GuardedSvg.class);

    private final SVGDrawer drawer;
    private final SvgReferences references;
    private final long maxPixels;
    private final RenderWatch watch;
    private final Consumer<Warning> warnings;

    /** @param maxPixels of the bitmaps of one element, as of one image */
    public GuardedSvg(
            SVGDrawer drawer, SvgReferences references, long maxPixels, RenderWatch watch, Consumer<Warning> warnings) {
        this.drawer = drawer;
        this.references = references;
        this.maxPixels = maxPixels;
        this.watch = watch;
        this.warnings = warnings;
    }

    @Override
    public SVGImage buildSVGImage(
            Element svg, Box box, CssContext context, double cssWidth, double cssHeight, double dotsPerPixel) {
        var image = guarded(() -> drawer.buildSVGImage(svg, box, context, cssWidth, cssHeight, dotsPerPixel), svg);
        return image == null ? EmptySvg.INSTANCE : image;
    }

    /** @return {@code null} when it cannot be drawn; for one of no size the engine would give a warning of its own */
    @Override
    public @Nullable SVGImage buildStandaloneSVGImage(
            Element svg, String uri, double targetWidth, double targetHeight, double dotsPerPixel) {
        return guarded(() -> drawer.buildStandaloneSVGImage(svg, uri, targetWidth, targetHeight, dotsPerPixel), svg);
    }

    private @Nullable SVGImage guarded(Supplier<SVGImage> build, Element svg) {
        watch.check();
        try {
            references.settle(svg);
            return new Guarded(build.get(), SvgBitmaps.of(svg));
        } catch (SvgRefused e) {
            warn(e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            warn(e);
        }
        return null;
    }

    /** Says nothing of what the drawer says, which names its own objects. */
    private void warn(Throwable e) {
        if (e instanceof RuntimeException) {
            RenderDefect.leaveFor(e);
        }
        warn(
                e instanceof StackOverflowError
                        ? "its elements are nested too deeply or refer to themselves."
                        : "it has a part that the drawer does not take.");
        log.debug("An SVG cannot be drawn", e);
    }

    private void warn(String reason) {
        warnings.accept(new Warning("SVG_INVALID", "An SVG cannot be drawn and is left out: " + reason, null));
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> fontFaces, SharedContext shared) {
        drawer.importFontFaceRules(fontFaces, shared);
    }

    @Override
    public void withUserAgent(UserAgentCallback userAgent) {
        drawer.withUserAgent(userAgent);
    }

    @Override
    public void addFontFile(File file, String family, @Nullable Integer weight, FontStyle style)
            throws IOException, FontFormatException {
        drawer.addFontFile(file, family, weight, style);
    }

    @Override
    public void addFontStream(
            FSSupplier<InputStream> supplier, String family, @Nullable Integer weight, FontStyle style)
            throws IOException, FontFormatException {
        drawer.addFontStream(supplier, family, weight, style);
    }

    @Override
    public void close() throws IOException {
        drawer.close();
    }

    private final class Guarded implements SVGImage {
        private final SVGImage image;
        private final long bitmaps;

        Guarded(SVGImage image, long bitmaps) {
            this.image = image;
            this.bitmaps = bitmaps;
        }

        @Override
        public int getIntrinsicWidth() {
            return image.getIntrinsicWidth();
        }

        @Override
        public int getIntrinsicHeight() {
            return image.getIntrinsicHeight();
        }

        @Override
        public boolean hasIntrinsicSize() {
            return image.hasIntrinsicSize();
        }

        @Override
        public float getIntrinsicRatio() {
            return image.getIntrinsicRatio();
        }

        @Override
        public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
            watch.check();
            try {
                image.drawSVG(SvgCanvas.of(device, bitmaps, maxPixels, watch, warnings), context, x, y);
            } catch (RuntimeException | StackOverflowError e) {
                warn(e);
            }
        }
    }
}
