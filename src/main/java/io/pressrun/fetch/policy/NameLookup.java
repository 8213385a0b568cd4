package io.pressrun.fetch.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses of a name and waits for the answer. */
@FunctionalInterface
public interface NameLookup {
    List<InetAddress> lookup(String host) throws UnknownHostException;

    /** The resolver of the machine. */
    static NameLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
