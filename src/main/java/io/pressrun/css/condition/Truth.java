package io.pressrun.css.condition;

/** Values of three-valued logic (mediaqueries-4, 3.1). */
public enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    Truth negated() {
        return values()[TRUE.ordinal() - ordinal()];
    }

    Truth and(Truth other) {
        return values()[Math.min(ordinal(), other.ordinal())];
    }

    Truth or(Truth other) {
        return values()[Math.max(ordinal(), other.ordinal())];
    }
}
