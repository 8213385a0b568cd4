package io.pressrun.fetch.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private final List<String> ran = new ArrayList<>();
    private final Map<String, Permits<String>.Claim> claims = new HashMap<>();
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

    @Test
    void accounts_takeTurns() {
        Permits<String>.Claim held = request("k", "a", "a1");
        request("k", "a", "a2");
        request("k", "a", "a3");
        request("k", "b", "b1");
        for (int i = 0; i < 3; i++) {
            held.release();
            runLater();
            held = Objects.requireNonNull(claims.get(ran.getLast()));
        }
        assertThat(ran).containsExactly("a1", "a2", "b1", "a3");
    }

    @Test
    void account_getsNoMoreThanHalfWhileOthersWait() {
        Permits<String> four = new Permits<>(4, Runnable::run);
        List<Permits<String>.Claim> first = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            first.add(request(four, "a", "a" + i));
        }
        for (int i = 1; i <= 3; i++) {
            request(four, "b", "b" + i);
        }
        assertThat(ran).containsExactly("a1", "a2", "a3", "a4");

        first.get(0).release();
        first.get(1).release();
        assertThat(ran).endsWith("b1", "b2");
        first.get(2).release();
        assertThat(ran).endsWith("a5");
        first.get(5).release();
        first.get(3).release();
        assertThat(ran).endsWith("b3");
    }

    @Test
    void claimThatWithdraws_keepsThePermitItHasAndLosesItsPlaceInTheQueue() {
        Permits<String>.Claim first = request("k", "first");
        Permits<String>.Claim second = request("k", "second");
        request("k", "third");
        first.withdraw();
        second.withdraw();
        runLater();
        assertThat(ran).containsExactly("first");

        first.release();
        runLater();
        assertThat(ran).containsExactly("first", "third");
    }

    private Permits<String>.Claim request(String key, String account, String name) {
        Permits<String>.Claim claim = permits.claim(key, account, () -> ran.add(name));
        claims.put(name, claim);
        claim.request();
        return claim;
    }

    private Permits<String>.Claim request(Permits<String> of, String account, String name) {
        Permits<String>.Claim claim = of.claim("k", account, () -> ran.add(name));
        claim.request();
        return claim;
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
