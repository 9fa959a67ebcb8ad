package org.sparklaunch.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages on the page are those of the commands. */
class TroubleshootingTest {
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)`");

    /** Values of one example (numbers, addresses, names in quotes, states), and the ends of clauses. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "[…,:;]|'[^']*'|https?://\\S*|\\b[A-Z]{5,}\\b|\\d+(\\.\\d+)*( s\\b)?|\\blivy\\b|\\(PKIX[^)]*\\)");

    /** Messages are put together, so one part of this many characters must be found as it stands. */
    private static final int TELLING = 12;

    @Test
    void everyMessageOfThePageIsInTheSources() {
        String sources = String.join(
                "\n",
                JavaMessages.of(Repository.mainSources()).stream()
                        .map(Passage::text)
                        .toList());

        List<String> unknown = messages()
                .filter(message -> parts(message).stream().noneMatch(sources::contains))
                .toList();

        assertThat(unknown).isEmpty();
    }

    /** Without long parts the message itself, which is then looked for as it stands. */
    private static List<String> parts(String message) {
        List<String> parts = EXAMPLE.splitAsStream(message)
                .map(String::strip)
                .filter(part -> part.length() >= TELLING)
                .toList();
        return parts.isEmpty() ? List.of(message) : parts;
    }

    private static Stream<String> messages() {
        Matcher rows = MESSAGE.matcher(Repository.read(Repository.resolve("docs/troubleshooting.md")));
        return rows.results().map(row -> row.group(1));
    }
}
