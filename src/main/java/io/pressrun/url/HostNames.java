package io.pressrun.url;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.util.ICUException;
import java.util.Locale;
import java.util.Optional;

/**
 * Host names in the ASCII form that browsers look up (UTS 46, nontransitional), which that of IDNA 2003 and of the JDK
 * is not: the two differ in ß, in joiners and in every letter that Unicode has got since version 3.2.
 */
public final class HostNames {
    private static final IDNA UTS46 =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    /** The time of the conversion grows with the square of the length. */
    private static final int MAX_NAME = 253;

    private HostNames() {}

    /** The name in lower case; empty when it is no valid international name. Of plain ASCII nothing is checked. */
    public static Optional<String> toAscii(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.chars().allMatch(c -> c < 128) && !lower.contains("xn--")) {
            return Optional.of(lower);
        }
        return name.codePointCount(0, name.length()) > MAX_NAME ? Optional.empty() : converted(name);
    }

    private static Optional<String> converted(String name) {
        IDNA.Info info = new IDNA.Info();
        String ascii;
        try {
            ascii = UTS46.nameToASCII(name, new StringBuilder(), info).toString();
        } catch (ICUException e) {
            return Optional.empty();
        }
        // Names like r3---sn are in use.
        boolean valid = info.getErrors().stream().allMatch(IDNA.Error.HYPHEN_3_4::equals);
        return valid ? Optional.of(ascii.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
