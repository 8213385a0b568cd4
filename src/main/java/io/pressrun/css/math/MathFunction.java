package io.pressrun.css.math;

import java.util.Arrays;
import java.util.Locale;

/** The math functions of css-values-4, 10.2 to 10.7, on canonical units: angles are in degrees. */
public enum MathFunction {
    MIN,
    MAX,
    CLAMP,
    ROUND_NEAREST,
    ROUND_UP,
    ROUND_DOWN,
    ROUND_TO_ZERO,
    MOD,
    REM,
    ABS,
    SIGN,
    SIN,
    COS,
    TAN,
    ASIN,
    ACOS,
    ATAN,
    ATAN2,
    POW,
    SQRT,
    HYPOT,
    LOG,
    EXP;

    /** Its name with the parenthesis, and with the strategy of {@code round()}. */
    String opening() {
        return switch (this) {
            case ROUND_NEAREST -> "round(";
            case ROUND_UP -> "round(up, ";
            case ROUND_DOWN -> "round(down, ";
            case ROUND_TO_ZERO -> "round(to-zero, ";
            case MIN,
                    MAX,
                    CLAMP,
                    MOD,
                    REM,
                    ABS,
                    SIGN,
                    SIN,
                    COS,
                    TAN,
                    ASIN,
                    ACOS,
                    ATAN,
                    ATAN2,
                    POW,
                    SQRT,
                    HYPOT,
                    LOG,
                    EXP -> name().toLowerCase(Locale.ROOT) + "(";
        };
    }

    /** Whether the result is of the type of the arguments, rather than a number or an angle. */
    boolean keepsType() {
        return switch (this) {
            case MIN, MAX, CLAMP, ROUND_NEAREST, ROUND_UP, ROUND_DOWN, ROUND_TO_ZERO, MOD, REM, ABS, HYPOT -> true;
            case SIGN, SIN, COS, TAN, ASIN, ACOS, ATAN, ATAN2, POW, SQRT, LOG, EXP -> false;
        };
    }

    boolean givesAngle() {
        return this == ASIN || this == ACOS || this == ATAN || this == ATAN2;
    }

    double apply(double[] of) {
        double first = of[0];
        return switch (this) {
            case MIN -> Arrays.stream(of).reduce(Math::min).orElse(Double.NaN);
            case MAX -> Arrays.stream(of).reduce(Math::max).orElse(Double.NaN);
            case CLAMP -> Math.max(first, Math.min(of[1], of[2]));
            case ROUND_NEAREST, ROUND_UP, ROUND_DOWN, ROUND_TO_ZERO -> round(first, of[1]);
            case MOD -> mod(first, of[1]);
            case REM -> first % of[1];
            case ABS -> Math.abs(first);
            case SIGN -> Math.signum(first);
            case SIN -> exact(first, Math.sin(Math.toRadians(first)), 180, 0);
            case COS -> exact(first, Math.cos(Math.toRadians(first)), 180, 90);
            case TAN -> tangent(first);
            case ASIN -> Math.toDegrees(Math.asin(first));
            case ACOS -> Math.toDegrees(Math.acos(first));
            case ATAN -> Math.toDegrees(Math.atan(first));
            case ATAN2 -> Math.toDegrees(Math.atan2(first, of[1]));
            case POW -> Math.pow(first, of[1]);
            case SQRT -> Math.sqrt(first);
            case HYPOT ->
                Math.sqrt(Arrays.stream(of).map(value -> value * value).sum());
            case LOG -> of.length == 1 ? Math.log(first) : Math.log(first) / Math.log(of[1]);
            case EXP -> Math.exp(first);
        };
    }

    /** The zeroes of a sine exact, where degrees become no exact radians. */
    private static double exact(double degrees, double value, double period, double zero) {
        return (degrees - zero) % period == 0 ? 0 : value;
    }

    private static double tangent(double degrees) {
        double turned = degrees - 180 * Math.floor(degrees / 180);
        if (turned == 90) {
            return Math.floor(degrees / 180) % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return turned == 0 ? 0 : Math.tan(Math.toRadians(degrees));
    }

    private static double mod(double value, double by) {
        if (Double.isInfinite(by)) {
            return Double.isInfinite(value) || value != 0 && (value < 0) != (by < 0) ? Double.NaN : value;
        }
        double rest = value % by;
        return rest != 0 && (rest < 0) != (by < 0) ? rest + by : rest;
    }

    private double round(double value, double step) {
        if (step == 0 || Double.isNaN(value) || Double.isNaN(step)) {
            return Double.NaN;
        }
        if (Double.isInfinite(value)) {
            return Double.isInfinite(step) ? Double.NaN : value;
        }
        if (Double.isInfinite(step)) {
            return switch (this) {
                case ROUND_UP -> value > 0 ? Double.POSITIVE_INFINITY : 0;
                case ROUND_DOWN -> value < 0 ? Double.NEGATIVE_INFINITY : 0;
                default -> 0;
            };
        }
        double steps = value / Math.abs(step);
        double whole = switch (this) {
            case ROUND_UP -> Math.ceil(steps);
            case ROUND_DOWN -> Math.floor(steps);
            case ROUND_TO_ZERO -> steps < 0 ? Math.ceil(steps) : Math.floor(steps);
            default -> Math.floor(steps + 0.5);
        };
        return whole * Math.abs(step);
    }
}
