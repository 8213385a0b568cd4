package io.pressrun.fetch;

import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a job carries ({@code job:///path}), each a {@code data:} URI or the address of its bytes. */
final class CarriedFiles {
    private final Map<String, String> values;
    private final ReferenceResolver references;

    /** @param values by path */
    CarriedFiles(Map<String, String> values, ReferenceResolver references) {
        this.values = values;
        this.references = references;
    }

    /** {@code null} when the job carries no file of that address. */
    @Nullable
    String valueOf(URI uri) {
        return references.carriedPath(uri).map(values::get).orElse(null);
    }

    /** Whether the bytes came with the job, so that there is nothing to wait for. */
    boolean isAtHand(URI uri) {
        String value = valueOf(uri);
        return DataUri.is(value == null ? uri.toString() : value);
    }

    /** Whether the asset counts: neither what a {@code data:} URI holds does, nor what the job carries. */
    boolean isCounted(URI uri) {
        return !DataUri.is(uri.toString()) && valueOf(uri) == null;
    }
}
