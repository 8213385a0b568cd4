package io.pressrun.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private final List<String> ran = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Permits<String> permits = new Permits<>(1, later::add);

    @Test
    void permits_areGivenInTheOrderOfTheRequests() {
        Permits<String>.Claim first = request("k", "first");
        Permits<String>.Claim second = request("k", "second");
        request("k", "third");
        request("other", "other");
        assertThat(ran).containsExactly("first", "other");

        first.release();
        runLater();
        assertThat(ran).containsExactly("first", "other", "second");
        second.release();
        runLater();
        assertThat(ran).containsExactly("first", "other", "second", "third");
    }

    @Test
    void releaseTwice_givesOnePermit() {
        Permits<String>.Claim first = request("k", "first");
        request("k", "second");
        request("k", "third");
        first.release();
        first.release();
        runLater();

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void claimThatLeavesTheQueue_isPassedOver() {
        Permits<String>.Claim first = request("k", "first");
        Permits<String>.Claim second = request("k", "second");
        request("k", "third");
        second.release();
        first.release();
        runLater();

        assertThat(ran).containsExactly("first", "third");
    }

    @Test
    void claimReleasedBetweenGrantAndRun_doesNotRunAndPassesItsPermitOn() {
        Permits<String>.Claim first = request("k", "first");
        Permits<String>.Claim second = request("k", "second");
        request("k", "third");
        first.release();
        second.release();
        runLater();

        assertThat(ran).containsExactly("first", "third");
    }

    @Test
    void claimReleasedBeforeItsRequest_neverRuns() {
        Permits<String>.Claim claim = permits.claim("k", () -> ran.add("never"));
        claim.release();
        claim.request();

        assertThat(ran).isEmpty();
        assertThat(permits.keysInUse()).isZero();
    }

    @Test
    void keyThatIsNotUsed_isForgotten() {
        Permits<String>.Claim claim = request("k", "first");
        assertThat(permits.keysInUse()).isOne();
        claim.release();
        assertThat(permits.keysInUse()).isZero();
    }

    private Permits<String>.Claim request(String key, String name) {
        Permits<String>.Claim claim = permits.claim(key, () -> ran.add(name));
        claim.request();
        return claim;
    }

    private void runLater() {
        List<Runnable> tasks = List.copyOf(later);
        later.clear();
        tasks.forEach(Runnable::run);
    }
}
