package io.pressrun.fuzz;

import com.ibm.icu.text.IDNA;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host as a browser reads it: the host parser of the WHATWG URL Standard (3.5), with the IDNA of ICU (UTS 46).
 *
 * @param name the domain in ASCII; empty for an address
 * @param address {@code null} for a domain
 * @param bits of the address: 32 or 128
 */
public record BrowserHost(String name, @Nullable BigInteger address, int bits) {
    private static final IDNA UTS46 =
            IDNA.getUTS46Instance(IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII);

    /** Of what the standard does not check: hyphens and lengths. */
    private static final Set<IDNA.Error> PARDONED = EnumSet.of(
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4,
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG);

    private static final String FORBIDDEN = " #/:<>?@[\\]^|%\u007f";

    static Optional<BrowserHost> read(String text) {
        if (text.startsWith("[")) {
            return text.endsWith("]") ? ipv6(text.substring(1, text.length() - 1)) : Optional.empty();
        }
        return ascii(percentDecoded(text))
                .flatMap(domain -> endsInNumber(domain) ? ipv4(domain) : Optional.of(new BrowserHost(domain, null, 0)));
    }

    private static String percentDecoded(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < in.length; i++) {
            boolean escape = in[i] == '%' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0;
            out.write(escape ? 16 * hex(in[i + 1]) + hex(in[i + 2]) : in[i]);
            i += escape ? 2 : 0;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Optional<String> ascii(String domain) {
        var info = new IDNA.Info();
        String ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
        var errors = EnumSet.noneOf(IDNA.Error.class);
        errors.addAll(info.getErrors());
        errors.removeAll(PARDONED);
        boolean forbidden = ascii.chars().anyMatch(c -> c < 0x20 || FORBIDDEN.indexOf(c) >= 0);
        return ascii.isEmpty() || forbidden || !errors.isEmpty()
                ? Optional.empty()
                : Optional.of(ascii.toLowerCase(Locale.ROOT));
    }

    private static boolean endsInNumber(String domain) {
        List<String> parts = parts(domain);
        String last = parts.getLast();
        return (!last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9')) || number(last) != null;
    }

    private static Optional<BrowserHost> ipv4(String domain) {
        List<String> parts = parts(domain);
        if (parts.size() > 4) {
            return Optional.empty();
        }
        BigInteger address = BigInteger.ZERO;
        for (int i = 0; i < parts.size(); i++) {
            BigInteger number = number(parts.get(i));
            boolean last = i == parts.size() - 1;
            int room = last ? 8 * (5 - parts.size()) : 8;
            if (number == null || number.bitLength() > room) {
                return Optional.empty();
            }
            address = address.add(last ? number : number.shiftLeft(24 - 8 * i));
        }
        return Optional.of(new BrowserHost("", address, 32));
    }

    private static List<String> parts(String domain) {
        List<String> parts = new ArrayList<>(List.of(domain.split("\\.", -1)));
        if (parts.size() > 1 && parts.getLast().isEmpty()) {
            parts.removeLast();
        }
        return parts;
    }

    /** Decimal, octal after 0, hexadecimal after 0x; {@code null} for what is no number. */
    private static @Nullable BigInteger number(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int radix = lower.startsWith("0x") ? 16 : lower.length() > 1 && lower.startsWith("0") ? 8 : 10;
        String digits = lower.substring(radix == 16 ? 2 : radix == 8 ? 1 : 0);
        if (text.isEmpty() || !digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            return null;
        }
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, radix);
    }

    private static Optional<BrowserHost> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        boolean read = gap < 0
                ? groups(text, true, before)
                : groups(text.substring(0, gap), false, before) && groups(text.substring(gap + 2), true, after);
        int missing = 8 - before.size() - after.size();
        if (!read || (gap < 0 ? missing != 0 : missing < 1) || (gap < 0 && text.isEmpty())) {
            return Optional.empty();
        }
        for (int i = 0; i < missing; i++) {
            before.add(0);
        }
        before.addAll(after);
        BigInteger address = BigInteger.ZERO;
        for (int group : before) {
            address = address.shiftLeft(16).add(BigInteger.valueOf(group));
        }
        return Optional.of(new BrowserHost("", address, 128));
    }

    /** Groups of hexadecimal digits; the last may be a dotted IPv4 address that stands for two. */
    private static boolean groups(String text, boolean mayEndInIpv4, List<Integer> groups) {
        if (text.isEmpty()) {
            return true;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (mayEndInIpv4 && i == parts.length - 1 && parts[i].contains(".")) {
                return dotted(parts[i], groups);
            }
            if (!parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                return false;
            }
            groups.add(Integer.parseInt(parts[i], 16));
        }
        return true;
    }

    private static boolean dotted(String text, List<Integer> groups) {
        String[] parts = text.split("\\.", -1);
        int address = 0;
        for (String part : parts) {
            if (parts.length != 4 || !part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return false;
            }
            address = address << 8 | Integer.parseInt(part);
        }
        groups.add(address >>> 16);
        groups.add(address & 0xFFFF);
        return true;
    }

    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }
}
