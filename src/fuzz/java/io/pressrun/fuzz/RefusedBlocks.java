package io.pressrun.fuzz;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that no job may reach, by number and not by bytes: what the IANA registries (IPv4 and IPv6 Special-Purpose
 * Address Space, IPv4 and IPv6 Multicast Address Space, IPv6 Address Space) call not globally reachable or not in use.
 */
public final class RefusedBlocks {
    private static final List<Block> IPV4 = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Not of IANA: what a cloud tells its machines about themselves.
                    "168.63.129.16/32",
                    // Nor this: what GKE gives to the services of a cluster.
                    "34.118.224.0/20")
            .map(RefusedBlocks::ipv4)
            .toList();

    /** The one block in public use, and those within it that are not. */
    private static final Block GLOBAL_UNICAST = ipv6("2000/3");

    private static final List<Block> IPV6 = Stream.of("2001:0000/23", "2001:0db8/32", "2002/16", "3fff:0000/20")
            .map(RefusedBlocks::ipv6)
            .toList();

    private static final Block NAT64 = ipv6("0064:ff9b:0000:0000:0000:0000/96");

    private RefusedBlocks() {}

    private record Block(BigInteger prefix, int bits) {
        boolean holds(BigInteger address, int length) {
            return address.shiftRight(length - bits).equals(prefix);
        }
    }

    /** @param bits of the address: 32 or 128 */
    public static boolean hold(BigInteger address, int bits) {
        if (bits == 32) {
            return IPV4.stream().anyMatch(block -> block.holds(address, 32));
        }
        if (NAT64.holds(address, 128)) {
            return hold(address.mod(BigInteger.ONE.shiftLeft(32)), 32);
        }
        return !GLOBAL_UNICAST.holds(address, 128) || IPV6.stream().anyMatch(block -> block.holds(address, 128));
    }

    private static Block ipv4(String text) {
        BigInteger address = BigInteger.ZERO;
        for (String part : text.substring(0, text.indexOf('/')).split("\\.", -1)) {
            address = address.shiftLeft(8).add(new BigInteger(part));
        }
        int bits = Integer.parseInt(text.substring(text.indexOf('/') + 1));
        return new Block(address.shiftRight(32 - bits), bits);
    }

    /** @param text whole groups of four digits, and how many bits of them */
    private static Block ipv6(String text) {
        String digits = text.substring(0, text.indexOf('/')).replace(":", "");
        int bits = Integer.parseInt(text.substring(text.indexOf('/') + 1));
        return new Block(new BigInteger(digits, 16).shiftRight(4 * digits.length() - bits), bits);
    }
}
