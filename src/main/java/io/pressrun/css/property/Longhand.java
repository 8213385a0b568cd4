package io.pressrun.css.property;

import io.pressrun.css.grammar.ValueGrammar;
import io.pressrun.css.math.Cursor;
import io.pressrun.css.syntax.Values;
import io.pressrun.css.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A property with values of its own. There is one object of each, so that they can be compared by identity. */
public final class Longhand implements Property {
    private final int index;
    private final String name;
    private final boolean inherited;
    private final boolean quirky;
    private final Role role;
    private final PercentBasis basis;
    private final @Nullable Logical logical;
    private final String definition;
    private final String initialText;
    private volatile @Nullable ValueGrammar grammar;
    private volatile @Nullable Value initial;

    Longhand(int index, Row row, @Nullable Logical logical) {
        this.index = index;
        this.name = row.name();
        this.inherited = row.has('i');
        this.quirky = row.has('q');
        this.role = row.has('e') ? Role.ENGINE : row.has('n') ? Role.INVISIBLE : Role.BOXES;
        this.basis = row.basis();
        this.logical = logical;
        this.definition = row.grammar();
        this.initialText = row.initial();
    }

    /** Its place among all longhands, those that are inherited first. */
    public int index() {
        return index;
    }

    @Override
    public String name() {
        return name;
    }

    public boolean inherited() {
        return inherited;
    }

    public Role role() {
        return role;
    }

    /** What its percentages refer to. */
    public PercentBasis basis() {
        return basis;
    }

    /** How it is mapped by the writing mode; null if it is physical. A computed style has physical ones only. */
    public @Nullable Logical logical() {
        return logical;
    }

    @Override
    public List<Longhand> longhands() {
        return List.of(this);
    }

    /** The initial value. Lengths are in px. */
    public Value initial() {
        Value known = initial;
        if (known == null) {
            known = grammar().parse(new Cursor(Values.of(initialText)));
            if (known == null) {
                throw new IllegalStateException("The initial value of " + name + " is not one of its values.");
            }
            initial = known;
        }
        return known;
    }

    /** The value if the rest is one of this property, or null. */
    @Nullable
    Value parse(Cursor at) {
        return grammar().parse(quirky || !at.quirks() ? at : new Cursor(at.rest()));
    }

    /** The value of this property if one begins here, or null. */
    @Nullable
    Value take(Cursor at) {
        return grammar().take(at);
    }

    boolean quirky() {
        return quirky;
    }

    private ValueGrammar grammar() {
        ValueGrammar known = grammar;
        if (known == null) {
            known = ValueGrammar.of(definition);
            grammar = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return name;
    }
}
