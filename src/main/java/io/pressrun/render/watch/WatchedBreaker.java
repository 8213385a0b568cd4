package io.pressrun.render.watch;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;

/** Breaks text into characters and asks the watch at each one. */
public final class WatchedBreaker implements FSTextBreaker {
    private final FSTextBreaker breaker;
    private final RenderWatch watch;

    public WatchedBreaker(FSTextBreaker breaker, RenderWatch watch) {
        this.breaker = breaker;
        this.watch = watch;
    }

    public static WatchedBreaker of(BreakIterator iterator, RenderWatch watch) {
        return new WatchedBreaker(
                new FSTextBreaker() {
                    @Override
                    public int next() {
                        return iterator.next();
                    }

                    @Override
                    public void setText(String text) {
                        iterator.setText(text);
                    }
                },
                watch);
    }

    @Override
    public int next() {
        watch.glance();
        return breaker.next();
    }

    @Override
    public void setText(String text) {
        watch.glance();
        breaker.setText(text);
    }
}
