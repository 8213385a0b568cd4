package io.pressrun.css.property;

import java.util.List;

/** A property that has values of its own or stands for others. */
public sealed interface Property permits Longhand, Shorthand {
    /** Its name, in lower case and without the prefixes that browsers keep. */
    String name();

    /** What it sets: itself, or what it stands for. */
    List<Longhand> longhands();
}
