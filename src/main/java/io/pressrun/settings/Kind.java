package io.pressrun.settings;

import io.smallrye.config.Converters;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The values that a setting takes.
 *
 * @param converter throws {@link IllegalArgumentException} for a value that is not allowed
 * @param allowed what is allowed, for people
 */
record Kind<T>(Converter<T> converter, String allowed) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final String HOST = "([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])";
    private static final Pattern HOST_AND_PORT = Pattern.compile(HOST + ":([1-9]\\d{0,4})");
    private static final Pattern ORIGIN = Pattern.compile("https?://(" + HOST
            + "|\\*\\.[a-z0-9]([a-z0-9.-]*[a-z0-9])?\\.[a-z0-9-]*[a-z][a-z0-9-]*)(:(?<port>[1-9]\\d{0,4}))?");

    static Kind<Integer> integer(int least, int most) {
        return new Kind<>(
                Converters.rangeValueConverter(Kind::parseInteger, least, true, most, true),
                "whole number from " + least + " to " + most);
    }

    static Kind<Duration> duration(String least, String most) {
        return new Kind<>(
                Converters.rangeValueConverter(
                        Kind::parseDuration, parseDuration(least), true, parseDuration(most), true),
                "duration from " + least + " to " + most + ", such as 500ms, 10s, 1m or PT10S");
    }

    /** The value is a number of bytes. */
    static Kind<Long> size(String least, String most) {
        return new Kind<>(
                Converters.rangeValueConverter(
                        text -> DataSize.parse(text).bytes(),
                        DataSize.parse(least).bytes(),
                        true,
                        DataSize.parse(most).bytes(),
                        true),
                "size from " + least + " to " + most + ", such as 20MiB, 512KB or 1048576");
    }

    static Kind<Boolean> flag() {
        return new Kind<>(
                text -> switch (text.strip()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("neither true nor false");
                },
                "true or false");
    }

    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new Kind<>(Converters.newTrimmingConverter(Converters.getImplicitConverter(type)), "one of " + names);
    }

    static Kind<String> text(String pattern, String allowed) {
        return new Kind<>(Converters.patternValidatingConverter(String::strip, pattern), allowed);
    }

    static Kind<String> topic() {
        return text("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}", "topic name of letters, digits, dot, underscore and hyphen");
    }

    static Kind<String> bucket() {
        return new Kind<>(
                Converters.patternValidatingConverter(String::strip, BUCKET),
                "bucket name of 3 to 63 lower-case letters, digits, dots and hyphens");
    }

    static Kind<String> privateHost() {
        return new Kind<>(Kind::parseHostAndPort, "exact host:port, such as cdn.internal:8080 or [fd00::1]:443");
    }

    /** A block of addresses (RFC 4632, 3.1). */
    static Kind<String> network() {
        return new Kind<>(Kind::parseNetwork, "address/bits, such as 34.118.224.0/20 or 2001:db8::/32");
    }

    static Kind<String> origin() {
        return new Kind<>(
                Kind::parseOrigin,
                "scheme://host or scheme://host:port, such as https://cdn.example or, for all names below,"
                        + " https://*.cdn.example");
    }

    /** The value is {@code host:port}. */
    static Kind<String> proxy() {
        return new Kind<>(
                text -> {
                    String address = text.strip().toLowerCase(Locale.ROOT);
                    if (!address.startsWith("http://")) {
                        throw new IllegalArgumentException("not http");
                    }
                    return parseHostAndPort(address.substring("http://".length()));
                },
                "http://host:port without user or path");
    }

    static Kind<Path> path() {
        return new Kind<>(text -> Path.of(text.strip()), "path");
    }

    static Kind<Secret> secret() {
        return new Kind<>(text -> new Secret(text.strip()), "text");
    }

    static Kind<URI> httpUri() {
        return new Kind<>(Kind::parseHttpUri, "http or https address without user, query or fragment");
    }

    /** Items separated by commas, perhaps none. */
    static <T> Kind<List<T>> list(Kind<T> item) {
        Converter<List<T>> items =
                Converters.newCollectionConverter(Converters.newTrimmingConverter(item.converter()), ArrayList::new);
        return new Kind<>(
                text -> text.isBlank() ? List.of() : Collections.unmodifiableList(items.convert(text)),
                "list of: " + item.allowed());
    }

    static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            try {
                return Duration.parse(text.strip());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("not a duration", e);
            }
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Integer parseInteger(String text) {
        return Integer.valueOf(text.strip());
    }

    private static String parseHostAndPort(String text) {
        String host = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = HOST_AND_PORT.matcher(host);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
            throw new IllegalArgumentException("not host:port");
        }
        return host;
    }

    private static String parseNetwork(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
        int most = 8 * address.getAddress().length;
        // The JDK takes 1.2 for 1.0.0.2.
        boolean plain = most == 128 || parts[0].equals(address.getHostAddress());
        if (!plain || bits < 0 || bits > most) {
            throw new IllegalArgumentException("not address/bits");
        }
        return text.strip();
    }

    private static String parseOrigin(String text) {
        String origin = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = ORIGIN.matcher(origin);
        if (!matcher.matches() || (matcher.group("port") != null && Integer.parseInt(matcher.group("port")) > 65_535)) {
            throw new IllegalArgumentException("not an origin");
        }
        return origin;
    }

    private static URI parseHttpUri(String text) {
        try {
            var uri = new URI(text.strip());
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("not such an address");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
