package io.pressrun.chaos.agent;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.Transformer;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.Nullable;

/**
 * Entry point. It takes commands from standard input, a line each ({@code arm POINT}, {@code hold POINT},
 * {@code disarm}), and ends the process when that is closed, so that no worker outlives the harness. What it has to tell
 * goes to standard error.
 */
public final class ChaosAgent {
    private ChaosAgent() {}

    /** @param arguments the name of a {@link Mutants.Mutant}, or nothing */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        weave(instrumentation);
        Mutants.play(arguments);
        Thread.ofPlatform().daemon().name("chaos").start(ChaosAgent::obey);
    }

    private static void weave(Instrumentation instrumentation) {
        Weave.all().forEach(Weave::check);
        Map<String, List<Transformer>> transformers = Weave.all().stream()
                .collect(Collectors.groupingBy(
                        Weave::type, Collectors.mapping(Weave::transformer, Collectors.toList())));
        AgentBuilder builder = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .ignore(nameStartsWith("net.bytebuddy."))
                .with(new Complaints());
        for (var type : transformers.entrySet()) {
            var chosen = builder.type(named(type.getKey()));
            var woven = chosen.transform(type.getValue().getFirst());
            for (var transformer : type.getValue().subList(1, type.getValue().size())) {
                woven = woven.transform(transformer);
            }
            builder = woven;
        }
        builder.installOn(instrumentation);
    }

    private static void obey() {
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command; (command = commands.readLine()) != null; ) {
                String[] words = command.split(" ", -1);
                switch (words[0]) {
                    case "arm" -> Failpoints.arm(words[1]);
                    case "hold" -> Failpoints.hold(words[1]);
                    default -> Failpoints.disarm();
                }
            }
        } catch (IOException e) {
            Evidence.tell("broken", e.toString());
        }
        Runtime.getRuntime().halt(3);
    }

    /** A class that cannot be woven would make every failpoint in it silently void. */
    private static final class Complaints extends AgentBuilder.Listener.Adapter {
        @Override
        public void onError(
                String typeName,
                @Nullable ClassLoader loader,
                @Nullable JavaModule module,
                boolean loaded,
                Throwable error) {
            Evidence.tell("broken", typeName + " " + error);
        }
    }
}
