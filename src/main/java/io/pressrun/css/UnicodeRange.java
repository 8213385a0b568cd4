package io.pressrun.css;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The characters that a face is for, as its {@code unicode-range} says (css-fonts-4, 4.5). */
final class UnicodeRange {
    private static final int MAX_PARTS = 2_000;

    /** The first and the last of each part in turn. */
    private final int[] bounds;

    private final int hash;

    private UnicodeRange(int[] bounds) {
        this.bounds = bounds;
        this.hash = Arrays.hashCode(bounds);
    }

    /** Empty when the list cannot be read: then the rule is for all characters. */
    static Optional<UnicodeRange> of(@Nullable String list) {
        if (list == null) {
            return Optional.empty();
        }
        String[] items = list.split(",", MAX_PARTS + 1);
        if (items.length > MAX_PARTS) {
            return Optional.empty();
        }
        int[] bounds = new int[2 * items.length];
        for (int i = 0; i < items.length; i++) {
            if (!read(items[i].strip(), bounds, 2 * i)) {
                return Optional.empty();
            }
        }
        return Optional.of(new UnicodeRange(bounds));
    }

    /** {@code U+26}, {@code U+0-7F} or {@code U+4??}. */
    private static boolean read(String text, int[] bounds, int at) {
        if (!text.matches("[uU]\\+[0-9a-fA-F?]{1,6}(-[0-9a-fA-F]{1,6})?")) {
            return false;
        }
        String[] ends = text.substring(2).split("-", -1);
        try {
            bounds[at] = Integer.parseInt(ends[0].replace('?', '0'), 16);
            bounds[at + 1] = Integer.parseInt(ends.length == 2 ? ends[1] : ends[0].replace('?', 'F'), 16);
        } catch (NumberFormatException e) {
            return false;
        }
        return bounds[at] <= bounds[at + 1] && bounds[at] <= Character.MAX_CODE_POINT;
    }

    /** How many parts the list has. */
    int size() {
        return bounds.length / 2;
    }

    /** @param characters code points in ascending order */
    boolean hasAnyOf(int[] characters) {
        for (int i = 0; i < bounds.length; i += 2) {
            int found = Arrays.binarySearch(characters, bounds[i]);
            int next = found < 0 ? -found - 1 : found;
            if (next < characters.length && characters[next] <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    BitSet characters() {
        BitSet characters = new BitSet();
        for (int i = 0; i < bounds.length; i += 2) {
            characters.set(bounds[i], Math.min(bounds[i + 1], Character.MAX_CODE_POINT) + 1);
        }
        return characters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnicodeRange range && hash == range.hash && Arrays.equals(bounds, range.bounds);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
