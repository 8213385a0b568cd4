package io.pressrun.bench;

import io.pressrun.observe.Logging;
import java.nio.file.Path;
import org.slf4j.event.Level;

/** Entry point: one process, one benchmark. */
public final class Bench {
    private Bench() {}

    /** @param args the benchmark's name */
    public static void main(String[] args) throws Exception {
        Logging.forCommand(Level.ERROR);
        String name = args.length == 1 ? args[0] : "";
        switch (name) {
            case "fetch" -> FetchBench.run();
            case "delivery" -> DeliveryBench.run();
            case "isolation" -> IsolationBench.run();
            case "render" -> RenderBench.run(Path.of("examples"));
            default -> {
                System.err.println("No benchmark \"" + name + "\". There are: delivery, fetch, isolation, render.");
                System.exit(2);
            }
        }
        System.out.printf(
                "%d processors, JDK %s, %s %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }
}
