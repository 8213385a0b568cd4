package io.pressrun.deliver;

import java.nio.file.Path;

/** Which store takes the PDFs. */
public sealed interface StoreSettings {
    /** No store: all PDFs go to the topic. */
    record None() implements StoreSettings {}

    /** A directory, which is made when it is missing. */
    record Directory(Path path) implements StoreSettings {}

    /**
     * A bucket of the object store.
     *
     * @param prefix what every key begins with; possibly empty
     */
    record Bucket(String name, String prefix) implements StoreSettings {}
}
