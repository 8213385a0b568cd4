package io.pressrun.fuzz;

import java.util.ArrayList;
import java.util.List;

/** All targets as one, for a run in a single process: an input's first byte chooses. */
final class AllTargets implements FuzzTarget {
    private final List<FuzzTarget> targets;

    AllTargets(List<FuzzTarget> targets) {
        this.targets = targets;
    }

    @Override
    public String name() {
        return "all";
    }

    @Override
    public void run(byte[] input) throws Exception {
        if (input.length > 0) {
            byte[] rest = new byte[input.length - 1];
            System.arraycopy(input, 1, rest, 0, rest.length);
            targets.get((input[0] & 0xFF) % targets.size()).run(rest);
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            for (byte[] seed : targets.get(i).seeds()) {
                byte[] chosen = new byte[seed.length + 1];
                chosen[0] = (byte) i;
                System.arraycopy(seed, 0, chosen, 1, seed.length);
                seeds.add(chosen);
            }
        }
        return seeds;
    }

    @Override
    public List<String> words() {
        return targets.stream().flatMap(target -> target.words().stream()).toList();
    }

    @Override
    public int maxLength() {
        return targets.stream().mapToInt(FuzzTarget::maxLength).max().orElseThrow();
    }
}
