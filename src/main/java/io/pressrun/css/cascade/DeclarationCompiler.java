package io.pressrun.css.cascade;

import io.pressrun.css.cascade.DeclarationBlock.CompiledDeclaration;
import io.pressrun.css.cascade.DeclarationBlock.Dropped;
import io.pressrun.css.cascade.PropertySyntax.Expansion;
import io.pressrun.css.cascade.PropertySyntax.Longhand;
import io.pressrun.css.property.Expansion.Assignment;
import io.pressrun.css.property.References;
import io.pressrun.css.syntax.Declaration;
import java.util.ArrayList;
import java.util.List;

/** Takes declarations apart into longhands and leaves out those that are invalid, so that valid ones before them win. */
final class DeclarationCompiler {
    private final PropertySyntax syntax;

    DeclarationCompiler(PropertySyntax syntax) {
        this.syntax = syntax;
    }

    DeclarationBlock compile(List<Declaration> declarations) {
        List<CompiledDeclaration> normal = new ArrayList<>();
        List<CompiledDeclaration> important = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        for (Declaration declaration : declarations) {
            compile(declaration, declaration.important() ? important : normal, dropped);
        }
        return new DeclarationBlock(normal, important, dropped);
    }

    private void compile(Declaration declaration, List<CompiledDeclaration> out, List<Dropped> dropped) {
        String property = declaration.property();
        DeclaredValue keyword = DeclaredValue.keyword(declaration.value());
        if (property.startsWith("--")) {
            if (References.in(declaration.value(), true) == References.Found.WRONG) {
                dropped.add(new Dropped(declaration, false));
                return;
            }
            add(declaration, property, keyword == null ? specified(declaration) : keyword, out);
        } else if (property.equals("all")) {
            if (keyword == null) {
                dropped.add(new Dropped(declaration, false));
            } else {
                add(declaration, property, keyword, out);
            }
        } else if (keyword != null) {
            List<String> longhands = syntax.longhands(property);
            longhands.forEach(longhand -> add(declaration, longhand, keyword, out));
            if (longhands.isEmpty()) {
                dropped.add(new Dropped(declaration, true));
            }
        } else {
            expand(declaration, out, dropped);
        }
    }

    private void expand(Declaration declaration, List<CompiledDeclaration> out, List<Dropped> dropped) {
        switch (syntax.expand(declaration.property(), declaration.value())) {
            case Expansion.Longhands(List<Longhand> values) -> {
                for (Longhand longhand : values) {
                    DeclaredValue keyword = DeclaredValue.keyword(longhand.value());
                    add(
                            declaration,
                            longhand.property(),
                            keyword == null ? new CascadedValue.Specified(longhand.value()) : keyword,
                            out);
                }
            }
            case Expansion.Read(List<Assignment> assignments) ->
                assignments.forEach(
                        each -> add(declaration, each.property().name(), new CascadedValue.Read(each.value()), out));
            case Expansion.Pending(List<String> longhands) -> {
                DeclaredValue pending = new CascadedValue.Pending(declaration.property(), declaration.value());
                longhands.forEach(longhand -> add(declaration, longhand, pending, out));
            }
            case Expansion.Invalid() -> dropped.add(new Dropped(declaration, false));
            case Expansion.Unknown() -> dropped.add(new Dropped(declaration, true));
        }
    }

    private static DeclaredValue specified(Declaration declaration) {
        return new CascadedValue.Specified(declaration.value());
    }

    private static void add(
            Declaration declaration, String property, DeclaredValue value, List<CompiledDeclaration> out) {
        out.add(new CompiledDeclaration(property, value, declaration.line(), declaration.column()));
    }
}
