package io.pressrun.intake.duplicates;

/**
 * A hash table of longs: from 128-bit digests to an offset and a time. An entry takes 32 bytes, and the table is between
 * three eighths and three quarters full while it grows. Entries that are too old are given up when it would grow. Not
 * thread-safe.
 */
final class OffsetTable {
    static final long ABSENT = -1;

    private static final int WIDTH = 4;
    private static final int LOW = 1;
    /** The offset plus one, so that 0 is an empty slot. */
    private static final int OFFSET = 2;

    private static final int TIME = 3;
    private static final int LEAST_SLOTS = 16;

    private long[] slots = new long[LEAST_SLOTS * WIDTH];
    private int used;

    /** @param oldest entries from before that time need not be kept */
    void put(long high, long low, long offset, long time, long oldest) {
        if (4 * (used + 1) > 3 * (slots.length / WIDTH)) {
            rebuild(oldest);
        }
        int at = slot(slots, high, low);
        if (slots[at + OFFSET] == 0) {
            used++;
        }
        slots[at] = high;
        slots[at + LOW] = low;
        slots[at + OFFSET] = offset + 1;
        slots[at + TIME] = time;
    }

    void remove(long high, long low) {
        int at = slot(slots, high, low);
        if (slots[at + OFFSET] != 0) {
            slots[at + TIME] = Long.MIN_VALUE;
        }
    }

    /** The offset, unless the entry is older. */
    long find(long high, long low, long oldest) {
        int at = slot(slots, high, low);
        return slots[at + OFFSET] != 0 && slots[at + TIME] >= oldest ? slots[at + OFFSET] - 1 : ABSENT;
    }

    /** Entries, those that are too old and not yet given up among them. */
    int size() {
        return used;
    }

    /** Bytes that the entries and the empty slots take. */
    long bytes() {
        return (long) slots.length * Long.BYTES;
    }

    private void rebuild(long oldest) {
        int live = 0;
        for (int at = 0; at < slots.length; at += WIDTH) {
            live += isLive(at, oldest) ? 1 : 0;
        }
        int count = LEAST_SLOTS;
        while (8L * live > 3L * count) {
            count = Math.multiplyExact(count, 2);
        }
        long[] fresh = new long[Math.multiplyExact(count, WIDTH)];
        for (int at = 0; at < slots.length; at += WIDTH) {
            if (isLive(at, oldest)) {
                System.arraycopy(slots, at, fresh, slot(fresh, slots[at], slots[at + LOW]), WIDTH);
            }
        }
        slots = fresh;
        used = live;
    }

    private boolean isLive(int at, long oldest) {
        return slots[at + OFFSET] != 0 && slots[at + TIME] >= Math.max(oldest, Long.MIN_VALUE + 1);
    }

    /** Where the entry is, or would be. */
    private static int slot(long[] slots, long high, long low) {
        int mask = slots.length / WIDTH - 1;
        int number = (int) low & mask;
        while (slots[number * WIDTH + OFFSET] != 0
                && (slots[number * WIDTH] != high || slots[number * WIDTH + LOW] != low)) {
            number = (number + 1) & mask;
        }
        return number * WIDTH;
    }
}
