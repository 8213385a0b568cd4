package io.pressrun.css.style;

import io.pressrun.css.math.Scale;
import io.pressrun.css.math.Unit;
import org.jspecify.annotations.Nullable;

/** What relative units are worth for one element. */
final class ElementScale implements Scale {
    private final FontMetrics metrics;
    private final Viewport viewport;
    private final FontChoice font;
    private final double lineHeight;
    private final @Nullable RootFont root;
    private final boolean vertical;

    /**
     * @param lineHeight in px
     * @param root null for the root element itself
     * @param vertical whether lines run down the page
     */
    ElementScale(
            FontMetrics metrics,
            Viewport viewport,
            FontChoice font,
            double lineHeight,
            @Nullable RootFont root,
            boolean vertical) {
        this.metrics = metrics;
        this.viewport = viewport;
        this.font = font;
        this.lineHeight = lineHeight;
        this.root = root;
        this.vertical = vertical;
    }

    @Override
    public double pixels(Unit unit) {
        FontChoice rootFont = root == null ? font : root.font();
        double width = viewport.width() / 100;
        double height = viewport.height() / 100;
        return switch (unit) {
            case EM -> font.size();
            case REM -> rootFont.size();
            case EX -> metrics.xHeight(font);
            case REX -> metrics.xHeight(rootFont);
            case CAP -> metrics.capHeight(font);
            case RCAP -> metrics.capHeight(rootFont);
            case CH -> metrics.zeroWidth(font);
            case RCH -> metrics.zeroWidth(rootFont);
            case IC -> metrics.ideographWidth(font);
            case RIC -> metrics.ideographWidth(rootFont);
            case LH -> lineHeight;
            case RLH -> root == null ? lineHeight : root.lineHeight().getAsDouble();
            case VW, CQW -> width;
            case VH, CQH -> height;
            case VI, CQI -> vertical ? height : width;
            case VB, CQB -> vertical ? width : height;
            case VMIN, CQMIN -> Math.min(width, height);
            case VMAX, CQMAX -> Math.max(width, height);
            case NUMBER,
                    PERCENT,
                    PX,
                    CM,
                    MM,
                    Q,
                    IN,
                    PT,
                    PC,
                    DEG,
                    GRAD,
                    RAD,
                    TURN,
                    S,
                    MS,
                    HZ,
                    KHZ,
                    DPPX,
                    X,
                    DPI,
                    DPCM,
                    FR -> unit.factor();
        };
    }
}
