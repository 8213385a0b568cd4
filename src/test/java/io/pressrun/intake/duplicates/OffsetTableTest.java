package io.pressrun.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class OffsetTableTest {
    private final OffsetTable table = new OffsetTable();

    private static JobKey key(int number) {
        return JobKey.of(0, ("job-" + number).getBytes(StandardCharsets.UTF_8));
    }

    private void put(int number, long time, long oldest) {
        table.put(key(number).high(), key(number).low(), number, time, oldest);
    }

    private long find(int number, long oldest) {
        return table.find(key(number).high(), key(number).low(), oldest);
    }

    @Test
    void entriesAreFound_untilTheyAreTooOldOrRemoved() {
        for (int i = 0; i < 1000; i++) {
            put(i, i, 0);
        }
        assertThat(find(0, 0)).isZero();
        assertThat(find(999, 999)).isEqualTo(999);
        assertThat(find(998, 999)).isEqualTo(OffsetTable.ABSENT);
        assertThat(find(1000, 0)).isEqualTo(OffsetTable.ABSENT);
        table.remove(key(5).high(), key(5).low());
        assertThat(find(5, 0)).isEqualTo(OffsetTable.ABSENT);
        assertThat(find(6, 0)).isEqualTo(6);
    }

    @Test
    void laterEntryReplacesTheFormer() {
        put(7, 1, 0);
        table.put(key(7).high(), key(7).low(), 70, 2, 0);
        assertThat(find(7, 0)).isEqualTo(70);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void tableStopsGrowing_whenAsManyAreForgottenAsCome() {
        for (int i = 0; i < 200_000; i++) {
            put(i, i, i - 1000);
        }
        assertThat(table.bytes()).isLessThan(200_000);
        assertThat(find(199_500, 199_000)).isEqualTo(199_500);
    }

    @Test
    void millionIds_takeLessThan100Megabytes() {
        for (int i = 0; i < 1_000_000; i++) {
            put(i, i, 0);
        }
        assertThat(table.bytes()).isLessThan(100_000_000);
        assertThat(find(123_456, 0)).isEqualTo(123_456);
    }
}
