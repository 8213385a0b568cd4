package io.pressrun.css.selector;

/** Specificities (selectors-4, 17) as integers that compare as they do; each of the three counts ends at 1,023. */
public final class Specificity {
    public static final int ZERO = 0;
    public static final int ID = 1 << 20;
    public static final int CLASS = 1 << 10;
    public static final int TYPE = 1;

    private static final int MAX = 1023;

    private Specificity() {}

    public static int sum(int one, int other) {
        return Math.min((one >> 20) + (other >> 20), MAX) << 20
                | Math.min((one >> 10 & MAX) + (other >> 10 & MAX), MAX) << 10
                | Math.min((one & MAX) + (other & MAX), MAX);
    }
}
