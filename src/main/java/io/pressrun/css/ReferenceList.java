package io.pressrun.css;

import io.pressrun.job.AssetKind;
import io.pressrun.url.AssetReference;
import io.pressrun.url.ReferenceResolver;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that one text names, in order and without duplicates, up to a number. */
public final class ReferenceList {
    private final URI base;
    private final ReferenceResolver references;
    private final int most;
    private final Set<AssetReference> all = new LinkedHashSet<>();
    private final Set<String> read = new HashSet<>();

    /** @param most further references are passed over; those that differ in their spelling alone count apart */
    public ReferenceList(URI base, ReferenceResolver references, int most) {
        this.base = base;
        this.references = references;
        this.most = most;
    }

    /** Leaves out what leads nowhere, and {@code data:} URIs of which nothing more can be learned. */
    public void add(String reference, AssetKind kind) {
        if (read.size() >= most || kind != AssetKind.STYLESHEET && ReferenceResolver.isData(reference)) {
            return;
        }
        String key = kind + " " + reference;
        if (!read.contains(key)) {
            references.resolve(base, reference).ifPresent(uri -> {
                read.add(key);
                all.add(new AssetReference(uri, kind));
            });
        }
    }

    public List<AssetReference> all() {
        return new ArrayList<>(all);
    }
}
