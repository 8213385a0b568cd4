package io.pressrun.chaos.agent;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.Transformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.Nullable;

/**
 * Entry point. It takes commands from standard input, a line each ({@code arm POINT}, {@code disarm}), and ends the
 * process when that is closed, so that no worker outlives the harness. What it has to tell goes to standard error.
 */
public final class ChaosAgent {
    private ChaosAgent() {}

    /** @param arguments the name of a {@link Mutants.Mutant}, or nothing */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .ignore(nameStartsWith("net.bytebuddy."))
                .with(new Complaints())
                .type(named("io.pressrun.press.Press"))
                .transform(weave("Job", named("print").and(takesArgument(0, named("io.pressrun.press.Submission")))))
                .type(named("io.pressrun.render.PdfEngine"))
                .transform(weave("Render", named("render")))
                .type(namedOneOf("io.pressrun.deliver.S3Store", "io.pressrun.deliver.DirectoryStore"))
                .transform(weave("Put", named("put")))
                .type(nameStartsWith("io.pressrun.intake."))
                .transform(weave("Assigned", named("onPartitionsAssigned")))
                .type(named("io.pressrun.intake.Dispatcher"))
                .transform(weave("Held", named("add")))
                .type(named("org.apache.kafka.clients.producer.KafkaProducer"))
                .transform(weave("Send", named("send").and(takesArguments(2))))
                .transform(weave("Offsets", named("sendOffsetsToTransaction")))
                .transform(weave("Commit", named("commitTransaction")))
                .installOn(instrumentation);
        Mutants.play(arguments);
        Thread.ofPlatform().daemon().name("chaos").start(ChaosAgent::obey);
    }

    /** By name and not by class: reflection on an advice would load the very class that is about to be woven. */
    private static Transformer weave(String advice, ElementMatcher<? super MethodDescription> methods) {
        var found = TypePool.Default.ofSystemLoader()
                .describe(ChaosAgent.class.getPackageName() + ".Advices$" + advice)
                .resolve();
        return (type, description, loader, module, domain) ->
                type.visit(Advice.to(found, ClassFileLocator.ForClassLoader.ofSystemLoader())
                        .on(methods));
    }

    private static void obey() {
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command; (command = commands.readLine()) != null; ) {
                String[] words = command.split(" ", -1);
                if (words[0].equals("arm")) {
                    Failpoints.arm(words[1]);
                } else {
                    Failpoints.disarm();
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
