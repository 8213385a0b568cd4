package io.pressrun.job;

import java.net.URI;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as results show them: short, and without the credentials that signed addresses carry in their query. */
public final class ShownUri {
    private static final int MAX_LENGTH = 200;
    private static final String MASK = "***";

    /** One parameter of a query. */
    private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;?#\\s]{1,100})=([^&;#\\s\"'<>]+)");

    /** Names by which the signed addresses of object stores and the tokens of web services go. */
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i).*(sig|signature|token|credential|secret|passw(or)?d|api-?key|accesskeyid|auth|jwt|session).*");

    private ShownUri() {}

    /** The address, masked and shortened: a {@code data:} URI may be megabytes long. */
    public static String of(URI uri) {
        return of(uri.toString());
    }

    /** As {@link #of(URI)}, for a reference as it was written. */
    public static String of(String reference) {
        return shortened(reference.startsWith("data:") ? reference : masked(reference));
    }

    /** The text with the values of such parameters replaced wherever an address in it has them. */
    public static String masked(String text) {
        return PARAMETER.matcher(text).replaceAll(ShownUri::mask);
    }

    private static String mask(MatchResult parameter) {
        boolean credential = CREDENTIAL.matcher(parameter.group(2)).matches();
        String shown = credential ? parameter.group(1) + parameter.group(2) + "=" + MASK : parameter.group();
        return Matcher.quoteReplacement(shown);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }
}
