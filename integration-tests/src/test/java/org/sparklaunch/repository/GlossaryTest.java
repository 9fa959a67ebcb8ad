package org.sparklaunch.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GlossaryTest {
    /** In the last column of a table, where main types stand. */
    private static final Pattern TYPE = Pattern.compile("`(\\p{Lu}\\w+)`(?=[^|]*\\|\\s*$)", Pattern.MULTILINE);

    private static final Pattern TABLE_OF_TYPES =
            Pattern.compile("(?s)\\| term \\| meaning \\| types \\|\\n(.*?)(?=\\n\\n|$)");

    @Test
    void everyTypeInTheGlossaryExists() {
        Set<String> existing = Repository.mainSources().stream()
                .map(Path::getFileName)
                .map(name -> name.toString().replace(".java", ""))
                .collect(Collectors.toSet());

        List<String> missing = TABLE_OF_TYPES
                .matcher(Repository.read(Repository.resolve("docs/glossary.md")))
                .results()
                .flatMap(table -> TYPE.matcher(table.group(1)).results())
                .map(type -> type.group(1))
                .filter(type -> !existing.contains(type))
                .toList();

        assertThat(missing).isEmpty();
    }
}
