package io.pressrun.intake;

import java.util.Base64;
import java.util.BitSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The offsets above a committed one that are finished already, as text for the commit's metadata: a magic, and a bit
 * for each offset from the committed one on, base64url (RFC 4648, 5) without padding.
 */
final class CommitMetadata {
    /** Offsets from the lowest unfinished one to the highest finished; 8192 bits are 1366 characters. */
    static final int MAX_WINDOW = 8192;

    private static final String MAGIC = "pressrun/1:";

    private CommitMetadata() {}

    /** @param finished offsets above {@code base}, within {@link #MAX_WINDOW} of it */
    static String encode(long base, SortedSet<Long> finished) {
        if (finished.isEmpty()) {
            return "";
        }
        var bits = new BitSet();
        for (long offset : finished) {
            bits.set(Math.toIntExact(offset - base));
        }
        return MAGIC + Base64.getUrlEncoder().withoutPadding().encodeToString(bits.toByteArray());
    }

    /** Empty when the text is not ours: another program committed in this group. */
    static Optional<SortedSet<Long>> decode(long base, String metadata) {
        if (metadata.isEmpty()) {
            return Optional.of(new TreeSet<>());
        }
        if (!metadata.startsWith(MAGIC)) {
            return Optional.empty();
        }
        try {
            var finished = new TreeSet<Long>();
            BitSet.valueOf(Base64.getUrlDecoder().decode(metadata.substring(MAGIC.length()))).stream()
                    .forEach(bit -> finished.add(base + bit));
            return Optional.of(finished);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
