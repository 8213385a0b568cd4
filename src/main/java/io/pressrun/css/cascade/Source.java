package io.pressrun.css.cascade;

/**
 * Where a declaration or rule was written.
 *
 * @param line from 1
 * @param column in UTF-16 units, from 1
 * @param selector as written, with its at-sign if it is an at-rule; {@code style} for the attribute
 */
public record Source(Sheet sheet, int line, int column, String selector) {
    /**
     * A stylesheet as it is named to people.
     *
     * @param name such as its address
     * @param base the address that relative ones in it are resolved against
     */
    public record Sheet(String name, String base) {}
}
