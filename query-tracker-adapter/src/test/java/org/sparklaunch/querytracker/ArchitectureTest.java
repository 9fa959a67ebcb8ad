package org.sparklaunch.querytracker;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

@AnalyzeClasses(packages = ArchitectureTest.MODULE, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    static final String MODULE = "org.sparklaunch.querytracker";

    private static final String ROOT = "(root)";

    /** Every package of the module, and the packages that it may use. A package that is not listed fails the test. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("token", Set.of()),
            entry("error", Set.of()),
            entry("yson", Set.of()),
            entry("arrow", Set.of()),
            entry("client", Set.of()),
            entry("livy", Set.of("token")),
            entry("pool", Set.of("livy", "token")),
            entry("sql", Set.of("error")),
            entry("settings", Set.of("error", "pool")),
            entry("query", Set.of("error", "livy")),
            entry("access", Set.of("error", "query")),
            entry("result", Set.of("error", "livy", "query")),
            entry(
                    "execution",
                    Set.of("access", "error", "format", "livy", "pool", "query", "result", "settings", "sql")),
            entry("store", Set.of("error", "pool", "query", "token")),
            entry("format", Set.of("arrow", "error", "query", "yson")),
            entry("http", Set.of("access", "error", "execution", "format", "query", "result")),
            entry("output", Set.of("client")),
            entry(
                    ROOT,
                    Set.of(
                            "access",
                            "execution",
                            "http",
                            "livy",
                            "pool",
                            "query",
                            "result",
                            "settings",
                            "store",
                            "token")),
            entry("cli", Set.of(ROOT, "client", "http", "livy", "output", "settings", "store", "token")));

    @ArchTest
    static void packagesUseOnlyWhatTheTableAllows(JavaClasses classes) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> used = found.computeIfAbsent(packageOf(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(MODULE)) {
                    used.add(packageOf(target));
                }
            }
            used.remove(packageOf(type));
        }

        assertThat(found.keySet()).isEqualTo(new TreeSet<>(ARROWS.keySet()));
        found.forEach((name, used) ->
                assertThat(ARROWS.get(name)).as("used by " + name).containsAll(used));
    }

    @ArchTest
    static void onlyTheCommandsKnowPicocli(JavaClasses classes) {
        Set<String> users = new TreeSet<>();
        for (JavaClass type : classes) {
            if (type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("picocli"))) {
                users.add(packageOf(type));
            }
        }

        assertThat(users).containsExactly("cli");
    }

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(MODULE + ".(*)..").should().beFreeOfCycles();

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(MODULE) ? ROOT : name.substring(MODULE.length() + 1);
    }
}
