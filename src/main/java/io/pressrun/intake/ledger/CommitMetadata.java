package io.pressrun.intake.ledger;

import java.util.Base64;
import java.util.BitSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a commit says beyond its position, as text for the commit's metadata: {@code pressrun/1:}, then a bit for each
 * offset from the position on that is finished, base64url (RFC 4648, 5) without padding, then what is known of the
 * unfinished ones, each as a name and its distance from the position: {@code ;s=} below it jobs were started,
 * {@code ;q=} below it jobs are suspects, {@code ;t=} the job on trial.
 */
public final class CommitMetadata {
    /** Offsets from the lowest unfinished one to the highest finished; 8192 bits are 1366 characters. */
    public static final int MAX_WINDOW = 8192;

    private static final String MAGIC = "pressrun/1:";
    private static final int BITS_PER_CHARACTER = 6;
    /** For the magic and the three distances at their longest. */
    private static final int OVERHEAD = MAGIC.length() + 3 * (3 + 19);

    private CommitMetadata() {}

    /** The window that fits into metadata of so many bytes ({@code offset.metadata.max.bytes} of the broker). */
    public static int windowFor(int metadataBytes) {
        int wholeBytes = Math.max(0, metadataBytes - OVERHEAD) * BITS_PER_CHARACTER / Byte.SIZE;
        return Math.clamp(wholeBytes * (long) Byte.SIZE, 1, MAX_WINDOW);
    }

    static String encode(Commit commit) {
        var text = new StringBuilder(bits(commit.position(), commit.finished()));
        append(text, ";s=", commit.startedTo(), commit.position() + 1);
        append(text, ";q=", commit.suspectsTo(), commit.position() + 1);
        append(text, ";t=", commit.trial(), commit.position());
        return text.isEmpty() ? "" : MAGIC + text;
    }

    private static String bits(long base, SortedSet<Long> finished) {
        var bits = new BitSet();
        for (long offset : finished) {
            bits.set(Math.toIntExact(offset - base));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits.toByteArray());
    }

    private static void append(StringBuilder text, String name, long offset, long least) {
        if (offset >= least) {
            text.append(name).append(offset - least);
        }
    }

    /** Empty when the text is not ours: another program committed in this group. */
    public static Optional<Commit> decode(long position, String metadata) {
        if (metadata.isEmpty()) {
            return Optional.of(Commit.at(position));
        }
        if (!metadata.startsWith(MAGIC)) {
            return Optional.empty();
        }
        try {
            String[] parts = metadata.substring(MAGIC.length()).split(";", -1);
            var finished = new TreeSet<Long>();
            BitSet.valueOf(Base64.getUrlDecoder().decode(parts[0])).stream()
                    .forEach(bit -> finished.add(position + bit));
            long startedTo = position;
            long suspectsTo = position;
            long trial = Commit.NO_TRIAL;
            for (int i = 1; i < parts.length; i++) {
                long distance = Long.parseLong(parts[i].substring(Math.min(2, parts[i].length())));
                switch (parts[i].substring(0, 2)) {
                    case "s=" -> startedTo = position + 1 + distance;
                    case "q=" -> suspectsTo = position + 1 + distance;
                    case "t=" -> trial = position + distance;
                    default -> throw new IllegalArgumentException(parts[i]);
                }
            }
            return Optional.of(new Commit(position, finished, startedTo, suspectsTo, trial));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
