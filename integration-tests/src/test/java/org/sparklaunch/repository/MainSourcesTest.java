package org.sparklaunch.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MainSourcesTest {
    private static final int LONGEST_FILE = 400;

    /** Lines without blank ones, imports and packages. */
    private static final int LONGEST_COPY = 10;

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
