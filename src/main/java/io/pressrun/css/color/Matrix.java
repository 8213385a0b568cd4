package io.pressrun.css.color;

/** Three by three, by rows. */
final class Matrix {
    /** The response of cones after Bradford, for adaptation to another white. */
    private static final Matrix BRADFORD =
            new Matrix(0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296);

    private final double[] m;

    Matrix(double... byRows) {
        m = byRows.clone();
    }

    double[] times(double[] v) {
        return new double[] {
            m[0] * v[0] + m[1] * v[1] + m[2] * v[2],
            m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
            m[6] * v[0] + m[7] * v[1] + m[8] * v[2]
        };
    }

    Matrix times(Matrix other) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int at = 0; at < 3; at++) {
                    product[row * 3 + column] += m[row * 3 + at] * other.m[at * 3 + column];
                }
            }
        }
        return new Matrix(product);
    }

    Matrix inverse() {
        double a = m[4] * m[8] - m[5] * m[7];
        double b = m[5] * m[6] - m[3] * m[8];
        double c = m[3] * m[7] - m[4] * m[6];
        double by = 1 / (m[0] * a + m[1] * b + m[2] * c);
        return new Matrix(
                a * by,
                (m[2] * m[7] - m[1] * m[8]) * by,
                (m[1] * m[5] - m[2] * m[4]) * by,
                b * by,
                (m[0] * m[8] - m[2] * m[6]) * by,
                (m[2] * m[3] - m[0] * m[5]) * by,
                c * by,
                (m[1] * m[6] - m[0] * m[7]) * by,
                (m[0] * m[4] - m[1] * m[3]) * by);
    }

    /** The XYZ of a chromaticity with the luminance 1. */
    static double[] white(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    /** From linear RGB with these primaries (x and y of red, green and blue) to XYZ. */
    static Matrix primaries(double[] white, double... xy) {
        double[] red = white(xy[0], xy[1]);
        double[] green = white(xy[2], xy[3]);
        double[] blue = white(xy[4], xy[5]);
        Matrix unscaled = new Matrix(red[0], green[0], blue[0], red[1], green[1], blue[1], red[2], green[2], blue[2]);
        double[] by = unscaled.inverse().times(white);
        return unscaled.times(diagonal(by));
    }

    /** From XYZ under one white to XYZ under another. */
    static Matrix adaptation(double[] from, double[] to) {
        double[] source = BRADFORD.times(from);
        double[] target = BRADFORD.times(to);
        return BRADFORD.inverse()
                .times(diagonal(new double[] {target[0] / source[0], target[1] / source[1], target[2] / source[2]}))
                .times(BRADFORD);
    }

    private static Matrix diagonal(double[] by) {
        return new Matrix(by[0], 0, 0, 0, by[1], 0, 0, 0, by[2]);
    }
}
