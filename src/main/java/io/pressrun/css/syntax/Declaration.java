package io.pressrun.css.syntax;

import java.util.List;

/**
 * A declaration as it was written (css-syntax-3, 5.4.6).
 *
 * @param property in ASCII lower case, but a custom property as written
 * @param value without white space at its ends and without {@code !important}
 * @param line from 1, of the name
 * @param column from 1, of the name
 */
public record Declaration(String property, List<ComponentValue> value, boolean important, int line, int column)
        implements BodyItem {
    public Declaration {
        value = List.copyOf(value);
    }
}
