package io.pressrun.chaos.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder.Transformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * An advice and the methods of a class that it is woven into.
 *
 * @param type name of the class
 * @param advice name of a class in {@link Advices}; by name, since reflection on it would load the very class that is
 *     about to be woven
 */
record Weave(String type, String advice, ElementMatcher<? super MethodDescription> methods) {
    private static final String INTAKE = "io.pressrun.intake.";
    private static final String REBALANCE = INTAKE + "Intake$Rebalance";
    private static final String PRODUCER = "org.apache.kafka.clients.producer.KafkaProducer";

    static List<Weave> all() {
        return List.of(
                new Weave(
                        "io.pressrun.press.Press",
                        "Job",
                        named("print").and(takesArgument(0, named("io.pressrun.press.Submission")))),
                new Weave("io.pressrun.render.PdfEngine", "Render", named("render")),
                new Weave("io.pressrun.deliver.S3Store", "Put", named("put")),
                new Weave("io.pressrun.deliver.DirectoryStore", "Put", named("put")),
                new Weave(REBALANCE, "Assigned", named("onPartitionsAssigned")),
                new Weave(REBALANCE, "Revoked", named("onPartitionsRevoked")),
                new Weave(REBALANCE, "Lost", named("onPartitionsLost")),
                new Weave(INTAKE + "Dispatcher", "Held", named("add")),
                new Weave(INTAKE + "Publisher", "Publish", named("publish")),
                new Weave(PRODUCER, "Begin", named("beginTransaction")),
                new Weave(PRODUCER, "Send", named("send").and(takesArguments(2))),
                new Weave(PRODUCER, "Offsets", named("sendOffsetsToTransaction")),
                new Weave(PRODUCER, "Commit", named("commitTransaction")));
    }

    /** @throws IllegalStateException when there is no such method: every failpoint in it would be silently void */
    void check() {
        var description = pool().describe(type);
        if (!description.isResolved()
                || description.resolve().getDeclaredMethods().filter(methods).isEmpty()) {
            throw new IllegalStateException(type + " has no method for the advice " + advice);
        }
    }

    Transformer transformer() {
        var found = pool().describe(Weave.class.getPackageName() + ".Advices$" + advice)
                .resolve();
        return (builder, description, loader, module, domain) ->
                builder.visit(Advice.to(found, ClassFileLocator.ForClassLoader.ofSystemLoader())
                        .on(methods));
    }

    private static TypePool pool() {
        return TypePool.Default.ofSystemLoader();
    }
}
