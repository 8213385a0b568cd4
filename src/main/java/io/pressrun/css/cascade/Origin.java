package io.pressrun.css.cascade;

/** Origins of declarations (css-cascade-5, 6.2), the weakest first. */
public enum Origin {
    USER_AGENT,
    /** The one who prints, such as the settings of a job. */
    USER,
    /** Attributes of elements that mean a style. */
    PRESENTATIONAL_HINT,
    AUTHOR;

    /** What {@code revert} goes back behind: hints are taken back together with the author's styles. */
    Origin reverted() {
        return this == PRESENTATIONAL_HINT ? AUTHOR : this;
    }
}
