package io.pressrun.fetch.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The public origins that an operator lists: each {@code scheme://host[:port]}, or {@code scheme://*.domain[:port]} for
 * every name below the domain, at any depth, but not for the domain itself.
 */
final class AllowedOrigins {
    private final Set<HttpTarget.Origin> exact = new HashSet<>();
    private final Set<HttpTarget.Origin> below = new HashSet<>();

    /** @throws IllegalArgumentException naming the entry that is no such origin */
    AllowedOrigins(Collection<String> entries) {
        for (String entry : entries) {
            try {
                add(entry);
            } catch (RefusedException e) {
                throw new IllegalArgumentException(
                        "allowedOrigins: '" + entry + "' is no origin: " + e.getMessage()
                                + ". Write it as https://cdn.example or https://*.cdn.example.",
                        e);
            }
        }
    }

    private void add(String entry) {
        int end = entry.indexOf("://");
        String scheme = end < 0 ? "" : entry.substring(0, end).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new RefusedException("scheme is neither http nor https");
        }
        String authority = entry.substring(end + 3);
        boolean wildcard = authority.startsWith("*.");
        HttpTarget target = HttpTarget.parse(scheme, wildcard ? authority.substring(2) : authority, "/");
        if (wildcard && (target.literal() != null || !target.host().contains("."))) {
            throw new RefusedException("an asterisk stands before a domain of two labels or more");
        }
        (wildcard ? below : exact).add(target.origin());
    }

    /** Whether nothing is listed, which allows every origin. */
    boolean isEmpty() {
        return exact.isEmpty() && below.isEmpty();
    }

    boolean has(HttpTarget target) {
        if (exact.contains(target.origin())) {
            return true;
        }
        String host = target.host();
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (below.contains(new HttpTarget.Origin(target.scheme(), host.substring(dot + 1), target.port()))) {
                return true;
            }
        }
        return false;
    }
}
