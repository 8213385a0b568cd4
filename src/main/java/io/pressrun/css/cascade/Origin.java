package io.pressrun.css.cascade;

/** Origins of declarations (css-cascade-5, 6.2), the weakest first. */
public enum Origin {
    USER_AGENT(0),
    /** The one who prints, such as the settings of a job. */
    USER(1),
    /** Attributes of elements that mean a style. */
    PRESENTATIONAL_HINT(2),
    AUTHOR(3);

    private final int strength;

    Origin(int strength) {
        this.strength = strength;
    }

    /** The greater the stronger, among declarations that are not important. */
    int strength() {
        return strength;
    }

    /** What {@code revert} goes back behind: hints are taken back together with the author's styles. */
    Origin reverted() {
        return this == PRESENTATIONAL_HINT ? AUTHOR : this;
    }
}
