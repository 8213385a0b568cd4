package io.pressrun.fetch.policy;

import io.pressrun.url.HostNames;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP address whose every part was checked against a strict grammar (RFC 3986 narrowed). What is dialled is made
 * from this object and never from text.
 *
 * @param host a lower-case ASCII name, a canonical IPv4 address, or an IPv6 address in brackets
 * @param literal the address when the host is one
 * @param path begins with {@code /}, printable ASCII
 */
public record HttpTarget(
        String scheme,
        String host,
        int port,
        @Nullable InetAddress literal,
        String path,
        @Nullable String query) {
    /** As long as an address that a job names may be. Longer ones would fill the cache's keys and the log. */
    private static final int MAX_LENGTH = 8_192;

    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    /** Scheme, host and port (RFC 6454). */
    public record Origin(String scheme, String host, int port) {}

    /** @throws RefusedException with the reason */
    public static HttpTarget parse(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new RefusedException("scheme is neither http nor https");
        }
        requireLength(uri.toString());
        if (uri.isOpaque() || uri.getRawAuthority() == null) {
            throw new RefusedException("no host");
        }
        HttpTarget bare = parse(scheme, uri.getRawAuthority(), "/");
        URI ascii = toAscii(uri);
        requireLength(ascii.toString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery();
        requirePrintable(path);
        if (query != null) {
            requirePrintable(query);
        }
        return new HttpTarget(bare.scheme, bare.host, bare.port, bare.literal, path, query);
    }

    /** @throws RefusedException with the reason */
    public static HttpTarget parse(String scheme, String authority, String path) {
        String hostText = authority;
        int port = defaultPort(scheme);
        int colon = authority.lastIndexOf(':');
        if (colon > authority.lastIndexOf(']')) {
            hostText = authority.substring(0, colon);
            port = parsePort(authority.substring(colon + 1));
        }
        if (hostText.startsWith("[")) {
            InetAddress address = parseIpv6(hostText);
            return new HttpTarget(scheme, "[" + address.getHostAddress() + "]", port, address, path, null);
        }
        String name = toAsciiName(hostText);
        if (endsInNumber(name)) {
            return new HttpTarget(scheme, name, port, parseIpv4(name), path, null);
        }
        return new HttpTarget(scheme, name, port, null, path, null);
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    /** The port as it stands in a normal URI (RFC 9110, 4.2.3): -1 for the scheme's own. */
    public int shownPort() {
        return port == defaultPort(scheme) ? -1 : port;
    }

    public Origin origin() {
        return new Origin(scheme, host, port);
    }

    public String hostAndPort() {
        return host + ":" + port;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static int parsePort(String text) {
        boolean canonical = !text.isEmpty()
                && text.length() <= 5
                && text.charAt(0) != '0'
                && text.chars().allMatch(HttpTarget::isDigit);
        int port = canonical ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new RefusedException("port is no number from 1 to 65535");
        }
        return port;
    }

    private static InetAddress parseIpv6(String bracketed) {
        String text = bracketed.endsWith("]") ? bracketed.substring(1, bracketed.length() - 1) : "";
        if (text.isEmpty() || !text.chars().allMatch(c -> isHexDigit(c) || c == ':' || c == '.')) {
            throw new RefusedException("no IPv6 address in the brackets");
        }
        if (text.contains(".")) {
            // The JDK takes 010 for ten there, others for eight.
            parseIpv4(text.substring(text.lastIndexOf(':') + 1));
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("no IPv6 address in the brackets");
        }
        if (address.getAddress().length != 16) {
            throw new RefusedException("IPv4 address wrapped in IPv6");
        }
        return address;
    }

    /** The name in its ASCII form with characters that only look like ASCII refused. */
    private static String toAsciiName(String text) {
        // Before the conversion, whose time grows with the square of the length.
        requireNameLength(text.codePointCount(0, text.length()));
        text.codePoints().forEach(HttpTarget::requireHonest);
        String name = HostNames.toAscii(text).orElseThrow(() -> new RefusedException("host is no name"));
        requireNameLength(name.length());
        for (String label : name.split("\\.", -1)) {
            requireLabel(label);
        }
        return name;
    }

    private static void requireNameLength(int length) {
        if (length == 0 || length > MAX_NAME) {
            throw new RefusedException("host is empty or longer than 253 characters");
        }
    }

    private static void requireHonest(int codePoint) {
        if (codePoint < 0x80) {
            return;
        }
        String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        if (codePoint == 0x3002 || plain.chars().anyMatch(c -> c < 0x80 || c == 0x3002)) {
            throw new RefusedException("host has characters that stand for ASCII ones");
        }
    }

    private static void requireLabel(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL) {
            throw new RefusedException("host has an empty or too long label, or a dot at its end");
        }
        boolean plain = label.chars().allMatch(c -> isDigit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_');
        if (!plain || label.startsWith("-") || label.endsWith("-")) {
            throw new RefusedException("host has characters that no name has");
        }
    }

    /** Whether the last label is a number (WHATWG URL, "ends in a number"), which a top-level domain never is. */
    private static boolean endsInNumber(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.chars().allMatch(HttpTarget::isDigit)
                || (last.startsWith("0x") && last.chars().skip(2).allMatch(HttpTarget::isHexDigit));
    }

    private static InetAddress parseIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            boolean canonical = parts.length == 4
                    && part.length() <= 3
                    && part.chars().allMatch(HttpTarget::isDigit)
                    && (part.length() == 1 || part.charAt(0) != '0')
                    && Integer.parseInt(part) <= 255;
            if (!canonical) {
                throw new RefusedException("number as host that is no dotted decimal IPv4 address");
            }
        }
        return InetAddress.ofLiteral(text);
    }

    /** Percent-encodes other letters. Half a character, of which {@link URI} would make a null pointer, is refused. */
    private static URI toAscii(URI uri) {
        String text = uri.toString();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new RefusedException("half a character");
        }
        try {
            return new URI(uri.toASCIIString());
        } catch (URISyntaxException e) {
            throw new RefusedException("characters that no URI has");
        }
    }

    private static void requireLength(String address) {
        if (address.length() > MAX_LENGTH) {
            throw new RefusedException("address is longer than " + MAX_LENGTH + " characters");
        }
    }

    private static void requirePrintable(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new RefusedException("control characters in the path");
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
