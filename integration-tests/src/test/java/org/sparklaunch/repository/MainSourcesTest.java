package org.sparklaunch.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MainSourcesTest {
    private static final int LONGEST_FILE = 400;

    /** Lines without blank ones, imports and packages. */
    private static final int LONGEST_COPY = 10;

    /** A type of this name inside another one begins a line. */
    private static final Pattern NESTED = Pattern.compile(
            "^ +(?:(?:public|private|static|final|sealed|abstract) )*(?:class|record|interface|enum) (\\w+)");

    /** The two ends of one thing: the body of a request, and the message that passes it on. */
    private static final Set<String> TWO_ENDS = Set.of("AddResource");

    private record Line(int number, String code) {}

    @Test
    void noSimpleNameIsUsedTwice() {
        Map<String, List<Path>> files = Repository.mainSources().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));

        assertThat(files.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }

    @Test
    void noNestedTypeHasTheNameOfAFile() {
        Set<String> files = Repository.mainSources().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());

        List<String> twins = Repository.mainSources().stream()
                .flatMap(file -> Repository.read(file)
                        .lines()
                        .flatMap(line -> NESTED.matcher(line).results())
                        .map(nested -> nested.group(1))
                        .filter(files::contains)
                        .map(name -> Repository.name(file) + ": " + name))
                .filter(twin -> TWO_ENDS.stream().noneMatch(twin::endsWith))
                .toList();

        assertThat(twins).isEmpty();
    }

    @Test
    void everyModuleHasAnArchitectureTest() {
        assertThat(modules(Repository.mainSources()))
                .isEqualTo(modules(Repository.testSources().stream()
                        .filter(file -> file.endsWith("ArchitectureTest.java"))
                        .toList()));
    }

    private static Set<String> modules(List<Path> files) {
        return files.stream()
                .map(file -> Repository.name(file).split("/src/", 2)[0])
                .collect(Collectors.toSet());
    }

    @Test
    void noFileIsLongerThanTheLimit() {
        assertThat(Repository.mainSources())
                .allSatisfy(file -> assertThat(Repository.read(file).lines())
                        .as(Repository.name(file))
                        .hasSizeLessThanOrEqualTo(LONGEST_FILE));
    }

    @Test
    void noRunOfLinesIsCopied() {
        Map<String, String> places = new HashMap<>();
        List<String> copies = new ArrayList<>();
        for (Path file : Repository.mainSources()) {
            // Spark 3.5 has an older name of the servlet API: a class that uses it is the other one's twin.
            if (file.getFileName().toString().startsWith("Javax")) {
                continue;
            }
            List<Line> lines = lines(file);
            for (int i = 0; i + LONGEST_COPY < lines.size(); i++) {
                String place = Repository.name(file) + ":" + lines.get(i).number();
                String earlier = places.putIfAbsent(run(lines.subList(i, i + LONGEST_COPY + 1)), place);
                if (earlier != null) {
                    copies.add(earlier + " and " + place);
                }
            }
        }

        assertThat(copies).isEmpty();
    }

    private static String run(List<Line> lines) {
        return lines.stream().map(Line::code).collect(Collectors.joining("\n"));
    }

    private static List<Line> lines(Path file) {
        List<String> all = Repository.read(file).lines().map(String::strip).toList();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String code = all.get(i);
            if (!code.isEmpty() && !code.startsWith("import ") && !code.startsWith("package ")) {
                lines.add(new Line(i + 1, code));
            }
        }
        return lines;
    }
}
