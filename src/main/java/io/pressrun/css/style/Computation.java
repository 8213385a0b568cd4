package io.pressrun.css.style;

import io.pressrun.css.math.Scale;
import io.pressrun.css.property.Declarations;
import io.pressrun.css.property.Expansion.Assignment;
import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Properties;
import io.pressrun.css.property.Specified;
import io.pressrun.css.property.Wide;
import io.pressrun.css.syntax.ComponentValue;
import io.pressrun.css.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The computation of one style: custom properties, then the font, then all the rest. */
@SuppressWarnings("ReferenceEquality") // what nothing changes in is the same object
final class Computation {
    private static final Longhand WRITING_MODE = Properties.longhand("writing-mode");
    private static final Longhand DIRECTION = Properties.longhand("direction");
    private static final Longhand FAMILY = Properties.longhand("font-family");
    private static final Longhand STYLE = Properties.longhand("font-style");
    private static final Longhand WEIGHT = Properties.longhand("font-weight");
    private static final Longhand STRETCH = Properties.longhand("font-stretch");
    private static final Longhand SIZE = Properties.longhand("font-size");
    private static final Longhand LINE_HEIGHT = Properties.longhand("line-height");
    private static final boolean[] SPECIAL = special();
    private static final FontChoice INITIAL_FONT =
            new FontChoice(FAMILY.initial(), STYLE.initial(), 400, 100, FontSize.INITIAL.px());

    private final Cascaded cascaded;
    private final @Nullable ComputedStyle parent;
    private final UnaryOperator<@Nullable String> attributes;
    private final @Nullable Specified[] slots;
    private final Viewport viewport;
    private final FontMetrics metrics;
    private final Map<String, RegisteredProperty> registered;
    private final StyleValues before;
    private final StyleValues.Change values;
    private final List<Longhand> touched = new ArrayList<>();
    private final IdentityHashMap<Specified, List<Assignment>> resolved = new IdentityHashMap<>();
    private CustomProperties custom;

    /**
     * @param slots for each physical longhand what it is given; all empty, and left so
     */
    Computation(
            Cascaded cascaded,
            @Nullable ComputedStyle parent,
            UnaryOperator<@Nullable String> attributes,
            @Nullable Specified[] slots,
            Viewport viewport,
            FontMetrics metrics,
            Map<String, RegisteredProperty> registered) {
        this.cascaded = cascaded;
        this.parent = parent;
        this.attributes = attributes;
        this.slots = slots;
        this.viewport = viewport;
        this.metrics = metrics;
        this.registered = registered;
        this.before = parent == null ? StyleValues.none() : parent.values();
        this.values = before.child();
        this.custom = parent == null ? CustomProperties.NONE : parent.customProperties();
    }

    ComputedStyle style() {
        try {
            return computedStyle();
        } finally {
            touched.forEach(longhand -> slots[longhand.index()] = null);
        }
    }

    private ComputedStyle computedStyle() {
        Scale above = parent == null
                ? scale(INITIAL_FONT, metrics.normalLineHeight(INITIAL_FONT), null)
                : scale(parent.font(), parent.lineHeight(), parent.flow());
        CustomProperties inherited = custom;
        custom = customProperties(inherited, above);
        Flow flow = flow();
        place(flow);
        FontSize size = size(above);
        FontChoice font = font(size);
        double linesAbove = parent == null ? metrics.normalLineHeight(font) : parent.lineHeight();
        Scale fontScale = scale(font, linesAbove, flow);
        if (!registered.isEmpty()) {
            custom = customProperties(inherited, fontScale);
            resolved.clear();
            place(flow);
            slots[SIZE.index()] = null;
        }
        compute(LINE_HEIGHT, fontScale, font.size());
        Scale scale = scale(font, ComputedStyle.lineHeight(values.get(LINE_HEIGHT), font, metrics), flow);
        for (Longhand longhand : touched) {
            compute(longhand, scale, font.size());
        }
        new Corrections(values, slots, parent).apply();
        RootFont root = parent == null ? null : parent.root();
        return new ComputedStyle(values.done(), custom, size, font, metrics, flow, root, parent);
    }

    private Scale scale(FontChoice font, double lineHeight, @Nullable Flow flow) {
        RootFont root = parent == null ? null : parent.root();
        return new ElementScale(metrics, viewport, font, lineHeight, root, flow != null && flow.vertical());
    }

    private CustomProperties customProperties(CustomProperties inherited, Scale scale) {
        if (cascaded.custom().isEmpty() && registered.isEmpty()) {
            return inherited;
        }
        return new CustomScope(cascaded.custom(), inherited, registered, attributes, scale).computed();
    }

    /** The writing mode and direction, by which all others are mapped. */
    private Flow flow() {
        Specified mode = null;
        Specified direction = null;
        for (Assignment assignment : cascaded.assignments()) {
            if (assignment.property() == WRITING_MODE) {
                mode = specified(assignment);
            } else if (assignment.property() == DIRECTION) {
                direction = specified(assignment);
            }
        }
        if (mode == null && direction == null && parent != null) {
            return parent.flow();
        }
        Value modeValue = mode == null ? before.get(WRITING_MODE) : computed(WRITING_MODE, mode, _ -> 0, 0);
        Value directionValue = direction == null ? before.get(DIRECTION) : computed(DIRECTION, direction, _ -> 0, 0);
        return Flow.of(name(modeValue), name(directionValue));
    }

    private static String name(Value value) {
        return value instanceof Value.Keyword(String name) ? name : "";
    }

    /** Puts what is given into its slots; of two that are one in this flow the later wins. */
    private void place(Flow flow) {
        for (Assignment assignment : cascaded.assignments()) {
            Longhand physical = flow.physical(assignment.property());
            if (slots[physical.index()] == null) {
                touched.add(physical);
            }
            slots[physical.index()] = specified(assignment);
        }
    }

    /** What is given, with its references replaced; what is invalid then is unset. */
    private Specified specified(Assignment assignment) {
        if (!(assignment.value() instanceof Specified.Pending pending)) {
            return assignment.value();
        }
        List<Assignment> all = resolved.get(pending);
        if (all == null) {
            List<ComponentValue> replaced = new Substitution(custom::value, attributes).replace(pending.value());
            List<Assignment> read = replaced == null ? null : Declarations.resolved(pending, replaced);
            all = read == null ? List.of() : read;
            resolved.put(pending, all);
        }
        for (Assignment its : all) {
            if (its.property() == assignment.property()) {
                return its.value();
            }
        }
        return Wide.UNSET;
    }

    private FontSize size(Scale above) {
        for (Longhand longhand : new Longhand[] {FAMILY, STYLE, WEIGHT, STRETCH}) {
            compute(longhand, above, 0);
        }
        FontSize from = parent == null ? FontSize.INITIAL : parent.size();
        boolean mono = FontSize.isMonospace(values.get(FAMILY));
        Specified specified = slots[SIZE.index()];
        slots[SIZE.index()] = null;
        FontSize size = switch (specified) {
            case Specified.Known(Value value) -> from.of(value, mono, above);
            case Wide wide -> wide == Wide.INITIAL ? FontSize.of(FontSize.MEDIUM, mono) : from.inherited(mono);
            case null -> from.inherited(mono);
            case Specified.Pending _, Specified.Tokens _ -> from.inherited(mono);
        };
        if (size != from || parent == null) {
            values.set(SIZE, Value.px(size.px()));
        }
        return size;
    }

    private FontChoice font(FontSize size) {
        if (parent != null
                && size == parent.size()
                && values.get(FAMILY) == before.get(FAMILY)
                && values.get(STYLE) == before.get(STYLE)
                && values.get(WEIGHT) == before.get(WEIGHT)
                && values.get(STRETCH) == before.get(STRETCH)) {
            return parent.font();
        }
        double weight = values.get(WEIGHT) instanceof Value.Num(double number) ? number : 400;
        double stretch = values.get(STRETCH) instanceof Value.Percent(double percent) ? percent : 100;
        return new FontChoice(values.get(FAMILY), values.get(STYLE), weight, stretch, size.px());
    }

    /** Computes what is in a slot, if something is. */
    private void compute(Longhand longhand, Scale scale, double fontSize) {
        Specified specified = slots[longhand.index()];
        if (specified != null) {
            values.set(longhand, computed(longhand, specified, scale, fontSize));
        }
    }

    private Value computed(Longhand longhand, Specified specified, Scale scale, double fontSize) {
        Wide wide = Wide.UNSET;
        switch (specified) {
            case Specified.Known(Value value) -> {
                Value plain = value.computed(scale);
                return SPECIAL[longhand.index()]
                        ? Computing.computed(longhand, plain, before.get(longhand), parent, fontSize)
                        : plain;
            }
            case Wide its -> wide = its;
            case Specified.Pending _, Specified.Tokens _ -> {
                // Replaced already.
            }
        }
        boolean inherits = switch (wide) {
            case INITIAL -> false;
            case INHERIT -> parent != null;
            case UNSET, REVERT, REVERT_LAYER -> longhand.inherited();
        };
        return inherits ? before.get(longhand) : StyleValues.none().get(longhand);
    }

    private static boolean[] special() {
        boolean[] special = new boolean[StyleValues.count()];
        for (int index = 0; index < special.length; index++) {
            special[index] = Computing.special(StyleValues.longhand(index));
        }
        return special;
    }
}
