package io.pressrun.css.style;

import io.pressrun.css.property.Logical;
import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Properties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directions in which text and blocks go, and what flow-relative properties are in them (css-logical-1). */
record Flow(Mode mode, boolean rtl) {
    /** How lines and blocks lie. */
    enum Mode {
        HORIZONTAL,
        VERTICAL_RL,
        VERTICAL_LR,
        SIDEWAYS_LR
    }

    private static final Map<Flow, List<@Nullable Longhand>> MAPS = maps();

    static Flow of(String writingMode, String direction) {
        Mode mode = switch (writingMode) {
            case "vertical-rl", "sideways-rl" -> Mode.VERTICAL_RL;
            case "vertical-lr" -> Mode.VERTICAL_LR;
            case "sideways-lr" -> Mode.SIDEWAYS_LR;
            default -> Mode.HORIZONTAL;
        };
        return new Flow(mode, direction.equals("rtl"));
    }

    boolean vertical() {
        return mode != Mode.HORIZONTAL;
    }

    /** The physical property that this one is. */
    Longhand physical(Longhand longhand) {
        if (longhand.logical() == null) {
            return longhand;
        }
        Longhand mapped = MAPS.getOrDefault(this, List.of()).get(longhand.index());
        return mapped == null ? longhand : mapped;
    }

    String inlineStart() {
        boolean turned = rtl != (mode == Mode.SIDEWAYS_LR);
        return vertical() ? turned ? "bottom" : "top" : rtl ? "right" : "left";
    }

    String inlineEnd() {
        return opposite(inlineStart());
    }

    String blockStart() {
        return switch (mode) {
            case HORIZONTAL -> "top";
            case VERTICAL_RL -> "right";
            case VERTICAL_LR, SIDEWAYS_LR -> "left";
        };
    }

    private static String opposite(String side) {
        return switch (side) {
            case "top" -> "bottom";
            case "bottom" -> "top";
            case "left" -> "right";
            default -> "left";
        };
    }

    private String named(Logical logical) {
        String blockEnd = opposite(blockStart());
        boolean axis = logical.pattern().startsWith("overflow");
        return logical.named(
                switch (logical.place()) {
                    case BLOCK_START -> blockStart();
                    case BLOCK_END -> blockEnd;
                    case INLINE_START -> inlineStart();
                    case INLINE_END -> inlineEnd();
                    case START_START -> corner(blockStart(), inlineStart());
                    case START_END -> corner(blockStart(), inlineEnd());
                    case END_START -> corner(blockEnd, inlineStart());
                    case END_END -> corner(blockEnd, inlineEnd());
                    case INLINE_SIZE -> axis ? vertical() ? "y" : "x" : vertical() ? "height" : "width";
                    case BLOCK_SIZE -> axis ? vertical() ? "x" : "y" : vertical() ? "width" : "height";
                });
    }

    private static String corner(String one, String other) {
        return one.equals("top") || one.equals("bottom") ? one + "-" + other : other + "-" + one;
    }

    private static Map<Flow, List<@Nullable Longhand>> maps() {
        Map<Flow, List<@Nullable Longhand>> maps = new HashMap<>();
        for (Mode mode : Mode.values()) {
            for (boolean rtl : new boolean[] {false, true}) {
                Flow flow = new Flow(mode, rtl);
                List<@Nullable Longhand> map = new ArrayList<>();
                for (Longhand longhand : Properties.all()) {
                    Logical logical = longhand.logical();
                    map.add(logical == null ? null : Properties.longhand(flow.named(logical)));
                }
                maps.put(flow, map);
            }
        }
        return maps;
    }
}
