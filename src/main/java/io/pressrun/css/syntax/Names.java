package io.pressrun.css.syntax;

/** Names as CSS compares them. */
public final class Names {
    private Names() {}

    /** The name with its ASCII letters in lower case, and all others as they are. */
    public static String lower(String name) {
        return Characters.lower(name);
    }
}
