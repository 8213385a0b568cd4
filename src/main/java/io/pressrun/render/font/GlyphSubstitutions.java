package io.pressrun.render.font;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts what a parser makes of a font's substitution table (OpenType 1.9, "GSUB"): for each feature of a script the
 * glyphs of all its lookups. Tables may overlap, so a few kilobytes can stand for billions.
 */
final class GlyphSubstitutions {
    /** About a second of work; the fonts of Indic scripts come to a few million. */
    private static final long MAX_STEPS = 100_000_000;

    private static final int EXTENSION = 7;

    private final FontBytes table;
    private long glyphs;

    private GlyphSubstitutions(FontBytes table) {
        this.table = table;
    }

    static void check(FontBytes table) throws IOException {
        var substitutions = new GlyphSubstitutions(table);
        long features = substitutions.featuresOfScripts(table.u16(4));
        long lookups = substitutions.lookupsOfFeatures(table.u16(6));
        substitutions.countGlyphs(table.u16(8));
        if (times(times(features, lookups), substitutions.glyphs) > MAX_STEPS) {
            throw tooMany();
        }
    }

    private static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        return high != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }

    private static IOException tooMany() {
        return new IOException("it substitutes more glyphs than any font has");
    }

    /** The most features that a script or language has. */
    private long featuresOfScripts(int scripts) throws IOException {
        long most = 1;
        long seen = 0;
        for (int i = 0; i < table.u16(scripts); i++) {
            int script = scripts + table.u16(scripts + 2 + 6 * i + 4);
            if (table.u16(script) != 0) {
                most = Math.max(most, table.u16(script + table.u16(script) + 4));
            }
            int languages = table.u16(script + 2);
            seen += languages;
            for (int j = 0; j < languages && seen <= MAX_STEPS; j++) {
                most = Math.max(most, table.u16(script + table.u16(script + 4 + 6 * j + 4) + 4));
            }
        }
        if (times(seen, most) > MAX_STEPS) {
            throw tooMany();
        }
        return most;
    }

    /** The most lookups that a feature has. */
    private long lookupsOfFeatures(int features) {
        long most = 1;
        for (int i = 0; i < table.u16(features); i++) {
            most = Math.max(most, table.u16(features + table.u16(features + 2 + 6 * i + 4) + 2));
        }
        return most;
    }

    private void countGlyphs(int lookups) throws IOException {
        if (lookups == 0) {
            return;
        }
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < table.u16(lookups); i++) {
            int lookup = lookups + table.u16(lookups + 2 + 2 * i);
            if (seen.add(lookup)) {
                countLookup(lookup);
            }
        }
    }

    private void countLookup(int lookup) throws IOException {
        int kind = table.u16(lookup);
        for (int i = 0; i < table.u16(lookup + 4); i++) {
            int subtable = lookup + table.u16(lookup + 6 + 2 * i);
            if (kind == EXTENSION) {
                countSubtable(table.u16(subtable + 2), Math.toIntExact(subtable + table.u32(subtable + 4)));
            } else {
                countSubtable(kind, subtable);
            }
        }
    }

    private void countSubtable(int kind, int subtable) throws IOException {
        switch (kind) {
            case 1 -> {
                countCoverage(subtable + table.u16(subtable + 2));
                count(table.u16(subtable) == 2 ? table.u16(subtable + 4) : 0);
            }
            case 2, 3 -> {
                countCoverage(subtable + table.u16(subtable + 2));
                for (int i = 0; i < table.u16(subtable + 4); i++) {
                    count(table.u16(subtable + table.u16(subtable + 6 + 2 * i)));
                }
            }
            case 4 -> {
                countCoverage(subtable + table.u16(subtable + 2));
                for (int i = 0; i < table.u16(subtable + 4); i++) {
                    countLigatures(subtable + table.u16(subtable + 6 + 2 * i));
                }
            }
            default -> count(1);
        }
    }

    private void countLigatures(int set) throws IOException {
        for (int i = 0; i < table.u16(set); i++) {
            count(table.u16(set + table.u16(set + 2 + 2 * i) + 2));
        }
    }

    private void countCoverage(int coverage) throws IOException {
        int entries = table.u16(coverage + 2);
        if (table.u16(coverage) == 1) {
            count(entries);
            return;
        }
        for (int i = 0; i < entries; i++) {
            int range = coverage + 4 + 6 * i;
            count(Math.max(0, table.u16(range + 2) - table.u16(range) + 1));
        }
    }

    private void count(long more) throws IOException {
        glyphs += 1 + more;
        if (glyphs > MAX_STEPS) {
            throw tooMany();
        }
    }
}
