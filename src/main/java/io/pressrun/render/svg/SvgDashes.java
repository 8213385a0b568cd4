package io.pressrun.render.svg;

import io.pressrun.dom.DomWalk;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.StringReader;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.batik.parser.AWTPathProducer;
import org.apache.batik.parser.AWTPolylineProducer;
import org.apache.batik.parser.ParseException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Counts the dashes of an SVG's lines. Each becomes a shape of its own when the drawer asks how far a line reaches, and
 * two numbers can ask for a hundred million.
 */
final class SvgDashes {
    private static final double MAX_DASHES = 300_000;
    private static final Pattern DECLARED = Pattern.compile("stroke-dasharray\\s*:\\s*([^;}\"']*)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");

    private final Element svg;
    /** The shortest period that a stylesheet declares, whatever it is for. */
    private double ofStylesheets = Double.POSITIVE_INFINITY;

    private double dashes;
    private long uses = 1;

    private SvgDashes(Element svg) {
        this.svg = svg;
    }

    /** @throws SvgRefused when there are too many */
    static void check(Element svg) {
        var all = new SvgDashes(svg);
        all.walk(element -> {
            if (name(element).equals("style")) {
                all.ofStylesheets = Math.min(all.ofStylesheets, declared(element.getTextContent()));
            } else if (name(element).equals("use")) {
                all.uses++;
            }
        });
        all.walk(element -> all.dashes += length(element) / all.period(element));
        if (all.dashes * all.uses > MAX_DASHES) {
            throw new SvgRefused("its lines have more than " + (long) MAX_DASHES + " dashes.");
        }
    }

    private void walk(Consumer<Element> visitor) {
        for (Node node = svg; node != null; node = DomWalk.next(node, svg)) {
            if (node instanceof Element element) {
                visitor.accept(element);
            }
        }
    }

    private static String name(Element element) {
        return element.getLocalName() == null ? element.getNodeName() : element.getLocalName();
    }

    /** The shortest that may apply; it is inherited. */
    private double period(Element element) {
        double period = ofStylesheets;
        for (Node node = element; node instanceof Element declaring; node = node.getParentNode()) {
            period = Math.min(period, sum(declaring.getAttribute("stroke-dasharray")));
            period = Math.min(period, declared(declaring.getAttribute("style")));
        }
        return period;
    }

    private static double declared(String css) {
        double shortest = Double.POSITIVE_INFINITY;
        var declarations = DECLARED.matcher(css);
        while (declarations.find()) {
            shortest = Math.min(shortest, sum(declarations.group(1)));
        }
        return shortest;
    }

    /** Infinite for none: a sum that is not positive makes a whole line (SVG 2, 13.5.6). */
    private static double sum(String dashes) {
        double sum = 0;
        var numbers = NUMBER.matcher(dashes);
        while (numbers.find()) {
            sum += Double.parseDouble(numbers.group());
        }
        return sum > 0 ? sum : Double.POSITIVE_INFINITY;
    }

    /** At the most, in the units of the element; 0 for what is no shape. */
    private static double length(Element element) {
        return switch (name(element)) {
            case "path" -> length(path(element.getAttribute("d"), false));
            case "polyline", "polygon" -> length(path(element.getAttribute("points"), true));
            case "line" ->
                Math.abs(number(element, "x2") - number(element, "x1"))
                        + Math.abs(number(element, "y2") - number(element, "y1"));
            case "rect" -> 2 * (number(element, "width") + number(element, "height"));
            case "circle" -> 2 * Math.PI * number(element, "r");
            case "ellipse" -> 2 * Math.PI * Math.max(number(element, "rx"), number(element, "ry"));
            default -> 0;
        };
    }

    private static double number(Element element, String attribute) {
        var number = NUMBER.matcher(element.getAttribute(attribute));
        return number.find() ? Double.parseDouble(number.group()) : 0;
    }

    private static Shape path(String data, boolean points) {
        try {
            return points
                    ? AWTPolylineProducer.createShape(new StringReader(data), PathIterator.WIND_NON_ZERO)
                    : AWTPathProducer.createShape(new StringReader(data), PathIterator.WIND_NON_ZERO);
        } catch (ParseException | IOException e) {
            return new Path2D.Double();
        }
    }

    /** A curve is no longer than the lines between its control points. */
    private static double length(Shape shape) {
        double length = 0;
        double x = 0;
        double y = 0;
        double[] points = new double[6];
        for (var path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(points);
            int count = switch (kind) {
                case PathIterator.SEG_CUBICTO -> 3;
                case PathIterator.SEG_QUADTO -> 2;
                case PathIterator.SEG_CLOSE -> 0;
                default -> 1;
            };
            for (int i = 0; i < count; i++) {
                if (kind != PathIterator.SEG_MOVETO) {
                    length += Math.hypot(points[2 * i] - x, points[2 * i + 1] - y);
                }
                x = points[2 * i];
                y = points[2 * i + 1];
            }
        }
        return length;
    }
}
