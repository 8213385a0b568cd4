package io.pressrun.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that is free and remains so for a while: it lies below the range from which systems take the ports of outgoing
 * connections, and of servers that ask for any.
 */
public final class FreePort {
    private FreePort() {}

    public static int find() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
