package io.pressrun.job.json;

import io.pressrun.job.AssetKind;
import io.pressrun.job.AssetReport.AssetOutcome;
import io.pressrun.job.RenderJob.OnMissing;
import io.pressrun.job.RenderJob.Orientation;
import io.pressrun.job.RenderJob.Permission;
import io.pressrun.job.RenderJob.Profile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The values of the contract's enumerations by the names that JSON gives them, in the order of the documentation. */
final class JsonNames {
    static final Map<String, Profile> PROFILES = of(Profile.values(), Profile::label);
    static final Map<String, Orientation> ORIENTATIONS = of(Orientation.values(), JsonNames::of);
    static final Map<String, OnMissing> ON_MISSING = of(OnMissing.values(), JsonNames::of);
    static final Map<String, AssetKind> ASSET_KINDS = of(AssetKind.values(), JsonNames::of);
    static final Map<String, AssetOutcome> ASSET_OUTCOMES = of(AssetOutcome.values(), JsonNames::of);
    static final Map<String, Permission> PERMISSIONS = of(Permission.values(), JsonNames::of);
    static final Map<String, String> OUTPUTS = same(List.of("store", "topic"));

    /** The {@code AFRelationship} of an attachment (ISO 19005-3, annex E). */
    static final Map<String, String> RELATIONSHIPS =
            same(List.of("Source", "Data", "Alternative", "Supplement", "Unspecified"));

    static final String UNSPECIFIED = "Unspecified";

    private JsonNames() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E> Map<String, E> of(E[] values, Function<E, String> name) {
        var names = new LinkedHashMap<String, E>();
        for (E value : values) {
            names.put(name.apply(value), value);
        }
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, String> same(List<String> names) {
        return of(names.toArray(String[]::new), name -> name);
    }
}
