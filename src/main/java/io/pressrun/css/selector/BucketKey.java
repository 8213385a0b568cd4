package io.pressrun.css.selector;

import io.pressrun.css.selector.SimpleSelector.ClassName;
import io.pressrun.css.selector.SimpleSelector.IdName;
import io.pressrun.css.selector.SimpleSelector.TypeName;
import io.pressrun.css.syntax.Names;
import java.util.List;

/**
 * What an element must have to be selected, by which rules are looked up.
 *
 * @param name in lower case
 */
public record BucketKey(Kind kind, String name) {
    /** The rarest first. */
    public enum Kind {
        ID,
        ROOT,
        CLASS,
        TYPE,
        ATTRIBUTE,
        ANY
    }

    static final BucketKey ANY = new BucketKey(Kind.ANY, "");
    static final List<BucketKey> ONLY_ANY = List.of(ANY);
    private static final BucketKey ROOT = new BucketKey(Kind.ROOT, "");

    static BucketKey of(SimpleSelector simple) {
        return switch (simple) {
            case IdName id -> new BucketKey(Kind.ID, Names.lower(id.name()));
            case ClassName name -> new BucketKey(Kind.CLASS, Names.lower(name.name()));
            case TypeName type -> new BucketKey(Kind.TYPE, type.lower());
            case AttributeSelector attribute
            when attribute.plain() -> new BucketKey(Kind.ATTRIBUTE, attribute.lowerName());
            case StructuralPseudo pseudo when pseudo == StructuralPseudo.ROOT -> ROOT;
            default -> ANY;
        };
    }
}
