package io.pressrun.fuzz;

import io.pressrun.fetch.cache.ResponseFuzz;
import io.pressrun.fetch.http.AddressFuzz;
import io.pressrun.render.FontFuzz;
import io.pressrun.render.ImageFuzz;
import java.util.List;
import java.util.stream.Stream;

/** All fuzz targets. */
final class Targets {
    static final List<FuzzTarget> ALL = List.of(
            new AddressFuzz(),
            new ResponseFuzz(),
            new StylesheetFuzz(),
            new DocumentFuzz(),
            new FontFuzz(),
            new ImageFuzz());

    private Targets() {}

    /** @throws IllegalArgumentException naming those that there are */
    static FuzzTarget named(String name) {
        return Stream.concat(ALL.stream(), Stream.of(new AllTargets(ALL)))
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No target \"" + name + "\". There are: "
                        + String.join(", ", ALL.stream().map(FuzzTarget::name).toList()) + "."));
    }
}
