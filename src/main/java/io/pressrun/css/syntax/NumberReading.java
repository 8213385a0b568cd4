package io.pressrun.css.syntax;

/** NumberReading as CSS writes them (css-syntax-3, 4.3.13). */
final class NumberReading {
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private NumberReading() {}

    /** The value of the number between the offsets; without digits beyond what a double holds exactly it is exact. */
    static double value(String css, int from, int to) {
        int at = from;
        char sign = css.charAt(at);
        if (sign == '+' || sign == '-') {
            at++;
        }
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (; at < to; at++) {
            char c = css.charAt(at);
            if (c == '.') {
                decimals = 0;
            } else if (Characters.digit(c) && count < EXACT_DIGITS) {
                digits = digits * 10 + (c - '0');
                count++;
                decimals += decimals >= 0 ? 1 : 0;
            } else {
                return finite(Double.parseDouble(css.substring(from, to)));
            }
        }
        double value = decimals > 0 ? digits / POWERS[decimals] : digits;
        return sign == '-' ? -value : value;
    }

    private static double finite(double value) {
        return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** Whether the number between the offsets was written without a point and an exponent. */
    static boolean integer(String css, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = css.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }
}
