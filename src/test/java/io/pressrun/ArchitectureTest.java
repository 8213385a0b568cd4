package io.pressrun;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of ARCHITECTURE.md that a compiler does not know. */
class ArchitectureTest {
    private static final String ROOT = "io.pressrun";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    /** The way of a job: each may use anything before it. */
    private static final List<String> WAY = List.of(
            "job", "url", "dom", "css", "document", "fetch", "render", "deliver", "press", "intake", "client", "cli");

    /** What lies beside the way, and what of ours it may use. Only {@code cli} may use it. */
    private static final Map<String, List<String>> BESIDE =
            Map.of("settings", List.of("job"), "observe", List.of("job"), "dev", List.of());

    /** What every package may use. */
    private static final List<String> COMMON =
            List.of("java", "javax", "org.jspecify", "org.slf4j", "org.w3c.dom", "org.xml.sax");

    /** One library, one package: what each may use in addition. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            entry("job", List.of("tools.jackson")),
            entry("url", List.of("com.ibm.icu")),
            entry("dom", List.of()),
            entry("css", List.of()),
            entry("document", List.of("org.jsoup")),
            entry(
                    "fetch",
                    List.of(
                            "com.github.benmanes.caffeine",
                            "io.github.resilience4j",
                            "io.netty",
                            "org.asynchttpclient")),
            entry(
                    "render",
                    List.of(
                            "com.github.benmanes.caffeine",
                            "com.openhtmltopdf",
                            "org.apache.batik",
                            "org.apache.fontbox",
                            "org.apache.pdfbox",
                            "org.brotli")),
            entry("deliver", List.of("org.reactivestreams", "software.amazon.awssdk")),
            entry("press", List.of()),
            entry("intake", List.of("io.github.resilience4j", "org.apache.kafka.clients", "org.apache.kafka.common")),
            entry("client", List.of("org.apache.kafka.clients", "org.apache.kafka.common")),
            entry("cli", List.of("me.tongfei.progressbar", "org.jline", "picocli")),
            entry("settings", List.of("io.smallrye.config", "org.eclipse.microprofile.config")),
            entry(
                    "observe",
                    List.of("ch.qos.logback", "com.sun.net.httpserver", "io.micrometer", "io.prometheus.metrics")),
            entry("dev", List.of("kafka", "org.apache.kafka")));

    /** The rooms of a package: each may use those before it. The package itself uses all of them, and none uses it. */
    private static final Map<String, List<String>> ROOMS = Map.of(
            "fetch",
            List.of("policy", "http", "cache", "share", "exchange"),
            "render",
            List.of("watch", "image", "font", "bridge", "svg"));

    static Stream<String> packages() {
        return LIBRARIES.keySet().stream().sorted();
    }

    @Test
    void everyPackage_isKnownToTheseRules() {
        assertThat(CLASSES.getPackage(ROOT).getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrderElementsOf(LIBRARIES.keySet());
        assertThat(Stream.concat(WAY.stream(), BESIDE.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(LIBRARIES.keySet());
        assertThat(CLASSES.getPackage(ROOT).getClasses()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackage_usesOnlyWhatComesBeforeItOnTheWayOfAJob(String name) {
        List<String> allowed = new ArrayList<>(ours(name));
        allowed.add(name);
        noClasses()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "..").and(DescribedPredicate.not(resideInAnyPackage(trees(allowed)))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackage_usesNoLibraryButItsOwn(String name) {
        List<String> allowed = new ArrayList<>(COMMON);
        allowed.add(ROOT);
        allowed.addAll(LIBRARIES.getOrDefault(name, List.of()));
        classes()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .onlyDependOnClassesThat(describe(
                        "belong to " + allowed,
                        type -> isPrimitive(type) || allowed.stream().anyMatch(prefix -> within(type, prefix))))
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "render"})
    void roomsOfAPackage_areUsedOneWay(String name) {
        List<String> rooms = ROOMS.getOrDefault(name, List.of());
        assertThat(CLASSES.getPackage(ROOT + "." + name).getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrderElementsOf(rooms);
        for (String room : rooms) {
            List<String> allowed = rooms.subList(0, rooms.indexOf(room) + 1).stream()
                    .map(own -> name + "." + own)
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage(tree(name + "." + room))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(tree(name))
                            .and(DescribedPredicate.not(resideInAnyPackage(trees(allowed)))))
                    .check(CLASSES);
        }
    }

    /** So that the wall against forgery can be read alone. */
    @Test
    void thePolicyOfFetch_knowsAddressesAlone() {
        List<String> allowed = List.of("java", "org.jspecify", ROOT + ".url", ROOT + ".fetch.policy");
        classes()
                .that()
                .resideInAPackage(tree("fetch.policy"))
                .should()
                .onlyDependOnClassesThat(describe(
                        "belong to " + allowed,
                        type -> isPrimitive(type) || allowed.stream().anyMatch(prefix -> within(type, prefix))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "render", "press"})
    void classesOfAPackage_haveNoCycles(String name) {
        slices().assignedFrom(new TopLevelClasses(tree(name)))
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void everyPackage_isNullMarked() {
        assertThat(CLASSES.getPackage(ROOT).getSubpackagesInTree())
                .filteredOn(found -> !found.getClasses().isEmpty())
                .allSatisfy(found -> assertThat(found.isAnnotatedWith(NullMarked.class))
                        .as(found.getName())
                        .isTrue());
    }

    @Test
    void theEnvironment_isReadOnlyWhereThingsAreWired() {
        noClasses()
                .that()
                .resideOutsideOfPackages(tree("settings"), tree("cli"))
                .should()
                .accessTargetWhere(calls(System.class, "getenv", "getProperties"))
                .orShould()
                .accessTargetWhere(calls(Boolean.class, "getBoolean"))
                .orShould()
                .accessTargetWhere(calls(Integer.class, "getInteger"))
                .orShould()
                .accessTargetWhere(calls(Long.class, "getLong"))
                .check(CLASSES);
    }

    @Test
    void systemProperties_areReadElsewhereOnlyToKnowTheJdkAndTheMachine() {
        Set<String> readers = Set.of(
                // The limits of the JDK's HTTP server have no other interface.
                ROOT + ".observe.AdminServer",
                // Where the user's fonts lie.
                ROOT + ".render.font.FontScan",
                // Windows cannot sync a directory.
                ROOT + ".deliver.DirectoryTree");
        noClasses()
                .that()
                .resideOutsideOfPackages(tree("settings"), tree("cli"))
                .and(are(describe("not known readers", type -> !readers.contains(type.getName()))))
                .should()
                .accessTargetWhere(calls(System.class, "getProperty"))
                .check(CLASSES);
    }

    @Test
    void staticFields_areFinal() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void names_sayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
                .orShould()
                .haveNameMatching(".*[.$]I[A-Z][a-z]\\w*")
                .check(CLASSES);
    }

    @Test
    void nothing_sleeps() {
        noClasses()
                .should()
                .accessTargetWhere(calls(Thread.class, "sleep"))
                .orShould()
                .accessTargetWhere(calls(java.util.concurrent.TimeUnit.class, "sleep"))
                .orShould()
                .accessTargetWhere(calls(java.util.concurrent.locks.LockSupport.class, "parkNanos", "parkUntil"))
                .check(CLASSES);
    }

    @Test
    void fetch_neverWaitsForAFuture() {
        noClasses()
                .that()
                .resideInAPackage(tree("fetch"))
                .should()
                .accessTargetWhere(calls(Future.class, "get", "join"))
                .because("it runs on the client's event loops, and a wait there is a wait for itself")
                .check(CLASSES);
    }

    @Test
    void nothing_speaksHttpBesideTheOneClient() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLConnection")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.HttpURLConnection")
                .orShould()
                .accessTargetWhere(calls(java.net.URL.class, "openStream", "openConnection", "getContent"))
                .check(CLASSES);
    }

    private static List<String> ours(String name) {
        if (BESIDE.containsKey(name)) {
            return BESIDE.getOrDefault(name, List.of());
        }
        List<String> allowed = new ArrayList<>(WAY.subList(0, WAY.indexOf(name)));
        if (name.equals("cli")) {
            allowed.addAll(BESIDE.keySet());
        }
        return allowed;
    }

    private static String tree(String name) {
        return ROOT + "." + name + "..";
    }

    private static String[] trees(List<String> names) {
        return names.stream().map(ArchitectureTest::tree).toArray(String[]::new);
    }

    private static boolean isPrimitive(JavaClass type) {
        return type.getBaseComponentType().isPrimitive();
    }

    private static boolean within(JavaClass type, String prefix) {
        return (type.getBaseComponentType().getPackageName() + ".").startsWith(prefix + ".");
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return describe(
                owner.getSimpleName() + " " + wanted,
                access -> wanted.contains(access.getTarget().getName())
                        && access.getTargetOwner().isAssignableTo(owner));
    }

    /** A slice for each top-level class of some packages, with what is nested in it. */
    private record TopLevelClasses(String packages) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return resideInAnyPackage(packages).test(type)
                    ? SliceIdentifier.of(type.getName().replaceAll("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes of " + packages;
        }
    }
}
