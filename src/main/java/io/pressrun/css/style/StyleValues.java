package io.pressrun.css.style;

import io.pressrun.css.property.Longhand;
import io.pressrun.css.property.Properties;
import io.pressrun.css.value.Value;
import java.util.List;

/**
 * A value for each physical longhand, in chunks that are shared with the parent's and the initial values until one in
 * them differs. The inherited ones have chunks of their own.
 */
@SuppressWarnings("ReferenceEquality") // what nothing changes in is the same object
final class StyleValues {
    private static final int CHUNK = 16;
    private static final List<Longhand> LONGHANDS = Properties.all().stream()
            .filter(longhand -> longhand.logical() == null)
            .toList();
    private static final int INHERITED =
            (int) LONGHANDS.stream().filter(Longhand::inherited).count();
    private static final int INHERITED_CHUNKS = (INHERITED + CHUNK - 1) / CHUNK;
    private static final int GAP = INHERITED_CHUNKS * CHUNK - INHERITED;
    private static final int CHUNKS = (LONGHANDS.size() + GAP + CHUNK - 1) / CHUNK;
    private static final StyleValues INITIAL = initial();

    private final Value[][] chunks;

    private StyleValues(Value[][] chunks) {
        this.chunks = chunks;
    }

    /** How many there are. */
    static int count() {
        return LONGHANDS.size();
    }

    static Longhand longhand(int index) {
        return LONGHANDS.get(index);
    }

    /** Those of an element for which nothing is declared and that has no parent. */
    static StyleValues none() {
        return INITIAL;
    }

    Value get(Longhand longhand) {
        int place = place(longhand);
        return chunks[place / CHUNK][place % CHUNK];
    }

    /** Starts the values of a child. */
    Change child() {
        Value[][] own = INITIAL.chunks.clone();
        System.arraycopy(chunks, 0, own, 0, INHERITED_CHUNKS);
        return new Change(own);
    }

    private static int place(Longhand longhand) {
        int index = longhand.index();
        return index < INHERITED ? index : index + GAP;
    }

    private static StyleValues initial() {
        Value[][] chunks = new Value[CHUNKS][CHUNK];
        for (Longhand longhand : LONGHANDS) {
            int place = place(longhand);
            chunks[place / CHUNK][place % CHUNK] = Computing.initial(longhand);
        }
        return new StyleValues(chunks);
    }

    /** Values that are being computed. For one thread. */
    static final class Change {
        private final Value[][] chunks;
        private final boolean[] own = new boolean[CHUNKS];

        private Change(Value[][] chunks) {
            this.chunks = chunks;
        }

        Value get(Longhand longhand) {
            int place = place(longhand);
            return chunks[place / CHUNK][place % CHUNK];
        }

        void set(Longhand longhand, Value value) {
            int place = place(longhand);
            int chunk = place / CHUNK;
            if (chunks[chunk][place % CHUNK] == value) {
                return;
            }
            if (!own[chunk]) {
                chunks[chunk] = chunks[chunk].clone();
                own[chunk] = true;
            }
            chunks[chunk][place % CHUNK] = value;
        }

        StyleValues done() {
            return new StyleValues(chunks);
        }
    }
}
