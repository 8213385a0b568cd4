package io.pressrun.fuzz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Entry point: {@code ./mvnw -Pfuzz -Dfuzz.minutes=10 -Dfuzz.target=address}. The minutes are shared out among the
 * targets, as many of them at a time as there are cores. Exit code 0: no finding; 1: a finding.
 */
public final class Fuzz {
    private Fuzz() {}

    public static void main(String[] args) throws Exception {
        double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "5"));
        String wanted = System.getProperty("fuzz.target", "");
        Path directory = Path.of(System.getProperty("fuzz.directory", "target/fuzz"));
        List<FuzzTarget> targets = wanted.isEmpty() ? Targets.ALL : List.of(Targets.named(wanted));
        int processes = Math.min(targets.size(), Runtime.getRuntime().availableProcessors());
        long seconds = Math.max(10, Math.round(60 * minutes * processes / targets.size()));

        boolean found = false;
        try (var threads = Executors.newFixedThreadPool(processes)) {
            List<Future<FuzzRun.Result>> runs = new ArrayList<>();
            for (FuzzTarget target : targets) {
                var run = new FuzzRun(target, directory.resolve(target.name()));
                runs.add(threads.submit(() -> run.run(List.of(), "-max_total_time=" + seconds)));
            }
            System.out.println("target      executions  per second  coverage  finding");
            for (var run : runs) {
                FuzzRun.Result result = run.get();
                System.out.println(line(result));
                found |= !result.finding().isEmpty();
            }
        }
        System.exit(found ? 1 : 0);
    }

    private static String line(FuzzRun.Result result) {
        Duration took = result.took();
        return String.format(
                "%-10s %11d %11d %9d  %s",
                result.target(),
                result.executions(),
                1000 * result.executions() / Math.max(1, took.toMillis()),
                result.coverage(),
                result.finding().isEmpty() ? "none" : result.finding());
    }
}
