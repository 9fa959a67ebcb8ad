package org.sparklaunch.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseRulesTest {
    private static final String LONG = "word ".repeat(26).strip() + ".";

    private final ProseRules rules = ProseRules.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This server wants to know who you are, and what you presented proves it not.",
                "'x' is no place for drivers",
                "The tracker failed; its log has more",
                "Whoever keeps the policy file",
                "In earnest an ensemble of three",
                "`;` parts statements, except in texts"
            })
    void bannedConstructionIsFound(String text) {
        assertThat(rules.offences(new Passage("page.md:1", Passage.Kind.TABLE_CELL, text)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authentication required: the credentials sent were not accepted",
                "unknown driver placement 'x' (server, worker)",
                "There is no pid file, and it no longer runs."
            })
    void plainTextIsAccepted(String text) {
        assertThat(rules.offences(new Passage("page.md:1", Passage.Kind.MESSAGE, text)))
                .isEmpty();
    }

    @Test
    void longSentenceOfAPageIsFoundWithItsLine() {
        assertThat(offences("# Title\n\nShort.\n\n" + LONG))
                .singleElement()
                .asString()
                .startsWith("page.md:5: 26 words");
    }

    @Test
    void codeCountsAsOneWord() {
        assertThat(offences("See `" + LONG + "`.")).isEmpty();
    }

    @Test
    void codeBlocksTablesAndGeneratedPartsMayBeLong() {
        assertThat(offences("```\n" + LONG + "\n```\n")).isEmpty();
        assertThat(offences("| a |\n| --- |\n| " + LONG + " |\n")).isEmpty();
        assertThat(offences("<!-- results -->\n\n" + LONG + "\n\n<!-- end of results -->\n"))
                .isEmpty();
    }

    @Test
    void headingThatIsAClauseIsFound() {
        assertThat(offences("## Who may not be there twice")).hasSize(1);
        assertThat(offences("## Exclusive components")).isEmpty();
    }

    @Test
    void messageMayHaveTwoLongClauses() {
        String clause = "word ".repeat(24).strip();

        assertThat(rules.offences(new Passage("A.java:1", Passage.Kind.MESSAGE, clause + "; " + clause)))
                .isEmpty();
    }

    private List<String> offences(String page) {
        return MarkdownPassages.of("page.md", page).stream()
                .flatMap(passage -> rules.offences(passage).stream())
                .toList();
    }
}
