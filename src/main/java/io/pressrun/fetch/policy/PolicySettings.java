package io.pressrun.fetch.policy;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where jobs may connect to.
 *
 * @param allowedPrivateHosts exact {@code host:port} pairs that jobs may reach wherever they resolve to
 * @param refusedNetworks blocks of addresses, each {@code address/bits}, that jobs may not reach besides those that are
 *     not public
 * @param allowedOrigins that jobs may reach on public hosts, as {@link AllowedOrigins} reads them; empty for every one
 * @param ports that jobs may reach on public hosts when every origin is allowed
 */
public record PolicySettings(
        Set<String> allowedPrivateHosts, Set<String> refusedNetworks, Set<String> allowedOrigins, Set<Integer> ports) {
    /** Every public host, at the ports of HTTP and HTTPS. */
    public static final PolicySettings DEFAULT = new PolicySettings(Set.of(), Set.of(), Set.of(), Set.of(80, 443));

    /** @throws IllegalArgumentException naming the value that is not allowed */
    public PolicySettings {
        allowedPrivateHosts = allowedPrivateHosts.stream()
                .map(entry -> SettingCheck.requireHostAndPort("allowedPrivateHosts", entry)
                        .hostAndPort())
                .collect(Collectors.toUnmodifiableSet());
        refusedNetworks = Set.copyOf(refusedNetworks);
        // Throws for what is no block.
        CidrTable.ofBlocks(refusedNetworks, "refused");
        allowedOrigins = Set.copyOf(allowedOrigins);
        // Throws for what is no origin.
        new AllowedOrigins(allowedOrigins);
        ports = Set.copyOf(ports);
        ports.forEach(port -> SettingCheck.requireBetween("ports", port, 1, 65_535));
    }
}
