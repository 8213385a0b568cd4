package io.pressrun.fetch.policy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Says where jobs may connect to. An address is judged three times: its text before anything is done, the resolved
 * addresses at the moment of dialling, and the peer of a pooled connection before its reuse.
 */
public final class AddressPolicy {
    /**
     * Names that only a local resolver knows: RFC 6761, 6762, 8375, ICANN's private-use {@code internal}, and
     * {@code svc}, which the search list of a pod in Kubernetes completes.
     */
    private static final List<String> LOCAL_DOMAINS =
            List.of("localhost", "local", "internal", "home.arpa", "onion", "svc");

    private final String id = UUID.randomUUID().toString();
    private final Set<String> allowedPrivateHosts;
    private final AllowedOrigins origins;
    private final Set<Integer> ports;
    private final CidrTable forbidden;
    private final CidrTable refused;
    private final CidrTable own;

    public AddressPolicy(PolicySettings settings) {
        this(settings, CidrTable.SPECIAL_PURPOSE, ownAddresses());
    }

    /** @param own addresses of this machine */
    AddressPolicy(PolicySettings settings, CidrTable forbidden, Set<InetAddress> own) {
        this.forbidden = forbidden;
        this.allowedPrivateHosts = settings.allowedPrivateHosts();
        this.origins = new AllowedOrigins(settings.allowedOrigins());
        this.ports = settings.ports();
        this.refused = CidrTable.ofBlocks(settings.refusedNetworks(), "refused by the operator");
        this.own = CidrTable.of(own, "this machine");
    }

    /** The addresses of this machine, which for a pod may be public ones. */
    private static Set<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toSet());
        } catch (SocketException e) {
            throw new UncheckedIOException("The addresses of this machine, which jobs may not reach, are unknown.", e);
        }
    }

    /** Tells connections that were dialled under this policy from others. */
    public String id() {
        return id;
    }

    /**
     * Checks all that can be known without the network.
     *
     * @throws RefusedException with the reason, for the log
     */
    public HttpTarget admit(URI uri) {
        HttpTarget target = HttpTarget.parse(uri);
        if (isListed(target)) {
            return target;
        }
        if (origins.isEmpty() && !ports.contains(target.port())) {
            throw new RefusedException("port " + target.port());
        }
        if (!origins.isEmpty() && !origins.has(target)) {
            throw new RefusedException("origin " + target.hostAndPort() + " is not among those that are allowed");
        }
        for (String domain : LOCAL_DOMAINS) {
            if (target.host().equals(domain) || target.host().endsWith("." + domain)) {
                throw new RefusedException("local name " + target.host());
            }
        }
        InetAddress literal = target.literal();
        if (literal != null) {
            checkAddress(literal);
        }
        return target;
    }

    /**
     * Checks what the name resolved to. One bad address spoils the answer: the client may dial any of them.
     *
     * @throws RefusedException with the reason, for the log
     */
    void check(HttpTarget target, List<InetAddress> addresses) {
        if (!isListed(target)) {
            addresses.forEach(this::checkAddress);
        }
    }

    /** Whether the operator lists this very host and port, which may be private. */
    public boolean isListed(HttpTarget target) {
        return allowedPrivateHosts.contains(target.hostAndPort());
    }

    private void checkAddress(InetAddress address) {
        String block = forbidden.blockOf(address);
        if (block == null) {
            block = refused.blockOf(address);
        }
        if (block == null) {
            block = own.blockOf(address);
        }
        if (block != null) {
            throw new RefusedException("address " + address.getHostAddress() + " (" + block + ")");
        }
    }
}
