package io.pressrun;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "job",
            "url",
            "dom",
            "css",
            "document",
            "fetch",
            "render",
            "deliver",
            "press",
            "intake",
            "client",
            "worker",
            "cli");

    /** What lies beside the way, and what of ours it may use. Only those that wire may use it. */
    private static final Map<String, List<String>> BESIDE = Map.of(
            "settings",
                    Stream.concat(WAY.subList(0, WAY.indexOf("worker")).stream(), Stream.of("observe"))
                            .toList(),
            "observe", List.of("job"),
            "dev", List.of());

    /** Where things are wired, and what beside the way each may use. */
    private static final Map<String, List<String>> WIRING =
            Map.of("worker", List.of("settings", "observe"), "cli", List.of("settings", "observe", "dev"));

    /** The scans of stylesheets depend on each other until the cascade takes their place. */
    private static final Set<String> TANGLED = Set.of("css");

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
            entry("worker", List.of()),
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
            List.of("watch", "image", "font", "style", "bridge", "svg"));

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
        assertThat(Cycles.among(CLASSES, JavaClass::getPackageName)).isEmpty();
    }

    @Test
    void classes_haveNoCycles() {
        assertThat(Cycles.among(CLASSES, ArchitectureTest::topLevel))
                .filteredOn(cycle -> !TANGLED.contains(onTheWay(cycle.iterator().next())))
                .isEmpty();
    }

    private static String topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElseGet(type::getName);
    }

    /** The first package below the root. */
    private static String onTheWay(String className) {
        return className.substring(ROOT.length() + 1).replaceFirst("\\..*", "");
    }

    @Test
    void aPackage_hasAtMostThirtyFiles() throws IOException {
        assertThat(sources().stream().collect(groupingBy(Path::getParent, counting())))
                .allSatisfy((folder, files) ->
                        assertThat(files).as(folder.toString()).isLessThanOrEqualTo(30L));
    }

    @Test
    void aFile_hasAtMostThreeHundredLines() throws IOException {
        for (Path file : sources()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void namesOfClasses_areNotGivenTwice() {
        assertThat(CLASSES.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(groupingBy(JavaClass::getSimpleName))
                        .values())
                .filteredOn(ofOneName -> ofOneName.size() > 1)
                .isEmpty();
    }

    @Test
    void jackson_isKnownToTheCodecAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(tree("job.json"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void settings_areReadIntoRecords() {
        noClasses()
                .that()
                .resideInAPackage(tree("settings"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(trees(ours("settings")))
                        .and(describe(
                                "are no values", type -> !type.isRecord() && !type.isEnum() && !type.isInterface())))
                .because("the package of a concern says what its settings are, and they start nothing")
                .check(CLASSES);
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

    @Test
    void roomsOfIntake_useNoneButTheTopics() {
        slices().matching(ROOT + ".intake.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAnyPackage(ROOT + ".."), resideInAnyPackage(ROOT + ".intake.topic"))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".intake.*..", tree("client"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".intake")
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
        allowed.addAll(WIRING.getOrDefault(name, List.of()));
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
}
