package io.pressrun.fetch.policy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Named blocks of addresses (RFC 4632, RFC 4291). */
final class CidrTable {
    /**
     * Every block that no public host lives in: the IANA special-purpose registries for IPv4 and IPv6, multicast,
     * reserved space, and public addresses that clouds use for their metadata or for the services of a cluster. Of IPv6 only 2000::/3 is in public use
     * at all, so the rest is named as a whole.
     */
    static final CidrTable SPECIAL_PURPOSE = new CidrTable(
            "0.0.0.0/8 this network",
            "10.0.0.0/8 private",
            "34.118.224.0/20 services of a GKE cluster",
            "100.64.0.0/10 carrier-grade NAT",
            "127.0.0.0/8 loopback",
            "168.63.129.16/32 cloud metadata",
            "169.254.0.0/16 link-local and cloud metadata",
            "172.16.0.0/12 private",
            "192.0.0.0/24 protocol assignments",
            "192.0.2.0/24 documentation",
            "192.31.196.0/24 AS112",
            "192.52.193.0/24 AMT",
            "192.88.99.0/24 6to4 relay",
            "192.168.0.0/16 private",
            "192.175.48.0/24 AS112",
            "198.18.0.0/15 benchmarking",
            "198.51.100.0/24 documentation",
            "203.0.113.0/24 documentation",
            "224.0.0.0/4 multicast",
            "240.0.0.0/4 reserved and broadcast",
            "::/3 unspecified, loopback, wrapped IPv4, discard-only, reserved",
            "2001::/23 protocol assignments: Teredo, benchmarking, AMT, ORCHID",
            "2001:db8::/32 documentation",
            "2002::/16 6to4",
            "2620:4f:8000::/48 AS112",
            "3fff::/20 documentation",
            "4000::/2 reserved",
            "8000::/1 reserved, unique local, link-local, site-local, multicast");

    /** IPv4 addresses seen through a translator (RFC 6052): the last four bytes count. */
    private static final Block NAT64 = Block.parse("64:ff9b::/96 NAT64");

    private final List<Block> blocks;

    /** @param blocks each {@code address/bits name} */
    CidrTable(String... blocks) {
        this(Arrays.stream(blocks).map(Block::parse));
    }

    private CidrTable(Stream<Block> blocks) {
        this.blocks = blocks.toList();
    }

    /** Single addresses under one name. */
    static CidrTable of(Set<InetAddress> addresses, String name) {
        return new CidrTable(addresses.stream()
                .map(address -> new Block(address, 8 * address.getAddress().length, name)));
    }

    /**
     * Blocks under one name.
     *
     * @param blocks each {@code address/bits}
     * @throws IllegalArgumentException naming the one that is none
     */
    static CidrTable ofBlocks(Collection<String> blocks, String name) {
        return new CidrTable(blocks.stream().map(block -> Block.checked(block, name)));
    }

    /** The name of the block that the address, or the IPv4 address inside it, lies in. */
    @Nullable
    String blockOf(InetAddress address) {
        return blockOf(address.getAddress());
    }

    private @Nullable String blockOf(byte[] address) {
        if (NAT64.contains(address)) {
            byte[] inner = {address[12], address[13], address[14], address[15]};
            String name = blockOf(inner);
            return name == null ? null : name + ", through NAT64";
        }
        for (Block block : blocks) {
            if (block.contains(address)) {
                return block.name();
            }
        }
        return null;
    }

    private record Block(InetAddress network, int bits, String name) {
        static Block parse(String text) {
            int slash = text.indexOf('/');
            int space = text.indexOf(' ');
            return new Block(
                    InetAddress.ofLiteral(text.substring(0, slash)),
                    Integer.parseInt(text.substring(slash + 1, space)),
                    text.substring(space + 1));
        }

        static Block checked(String text, String name) {
            int slash = text.indexOf('/');
            try {
                Block block = parse(text + " " + name);
                int most = 8 * block.network.getAddress().length;
                // The JDK takes 1.2 for 1.0.0.2.
                boolean plain = most == 128 || text.substring(0, slash).equals(block.network.getHostAddress());
                if (plain && block.bits >= 0 && block.bits <= most) {
                    return block;
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw notABlock(text, e);
            }
            throw notABlock(text, null);
        }

        private static IllegalArgumentException notABlock(String text, @Nullable Exception cause) {
            return new IllegalArgumentException(
                    "'" + text + "' is no block of addresses. Write it as 34.118.224.0/20 or 2001:db8::/32.", cause);
        }

        boolean contains(byte[] address) {
            byte[] prefix = network.getAddress();
            if (prefix.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (prefix[i] != address[i]) {
                    return false;
                }
            }
            int mask = (0xff00 >> (bits % 8)) & 0xff;
            return mask == 0 || (prefix[whole] & mask) == (address[whole] & mask);
        }
    }
}
