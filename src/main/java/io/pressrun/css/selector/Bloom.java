package io.pressrun.css.selector;

/**
 * Sets of names in 128 bits: what is not in the bits is not in the set. Letters count without case, so that one set
 * serves documents in quirks mode too.
 *
 * @param low bits 0 to 63
 * @param high bits 64 to 127
 */
record Bloom(long low, long high) {
    static final Bloom EMPTY = new Bloom(0, 0);

    static Bloom of(char kind, String name) {
        int hash = kind;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            hash = 31 * hash + (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        }
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        hash ^= hash >>> 13;
        long bit = 1L << (hash & 63);
        return (hash & 64) == 0 ? new Bloom(bit, 0) : new Bloom(0, bit);
    }

    static Bloom id(String name) {
        return of('#', name);
    }

    static Bloom className(String name) {
        return of('.', name);
    }

    static Bloom type(String name) {
        return of('<', name);
    }

    Bloom with(Bloom other) {
        return (low | other.low) == low && (high | other.high) == high
                ? this
                : new Bloom(low | other.low, high | other.high);
    }

    boolean mayHold(Bloom all) {
        return (low & all.low) == all.low && (high & all.high) == all.high;
    }
}
