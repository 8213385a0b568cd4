package io.pressrun.css.cascade;

import io.pressrun.css.syntax.Declaration;
import java.util.List;

/** The declarations of one rule or attribute, those that are important apart, each in their order. */
record DeclarationBlock(List<CompiledDeclaration> normal, List<CompiledDeclaration> important, List<Dropped> dropped) {
    static final DeclarationBlock EMPTY = new DeclarationBlock(List.of(), List.of(), List.of());

    /**
     * A longhand, a custom property or {@code all} with its declared value.
     *
     * @param line of the declaration as it was written, from 1
     * @param column in UTF-16 units, from 1
     */
    record CompiledDeclaration(String property, DeclaredValue value, int line, int column) {}

    /** A declaration that sets nothing: of an unknown property, or with a value that its property does not take. */
    record Dropped(Declaration declaration, boolean unknown) {}

    DeclarationBlock {
        normal = List.copyOf(normal);
        important = List.copyOf(important);
        dropped = List.copyOf(dropped);
    }

    boolean isEmpty() {
        return normal.isEmpty() && important.isEmpty() && dropped.isEmpty();
    }
}
