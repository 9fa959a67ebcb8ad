package org.sparklaunch.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The language of pages, messages, Javadoc and test names. What to write instead is in {@code banned-constructions.txt}. */
class ProseTest {
    /** Offences in messages that are not corrected yet: lower it, never raise it. */
    private static final int MOST_OFFENCES_IN_MESSAGES = 0;

    private final ProseRules rules = ProseRules.load();

    @Test
    void pagesAreInPlainEnglish() {
        List<String> offences = Repository.pages().stream()
                .flatMap(page -> MarkdownPassages.of(page).stream())
                .flatMap(passage -> rules.offences(passage).stream())
                .toList();

        assertThat(offences).isEmpty();
    }

    @Test
    void scriptsAreInPlainEnglish() {
        List<String> offences = Repository.scripts().stream()
                .flatMap(script -> ShellMessages.of(script).stream())
                .flatMap(passage -> rules.offences(passage).stream())
                .toList();

        assertThat(offences).isEmpty();
    }

    @Test
    void messagesAreInPlainEnglish() {
        List<String> offences = JavaMessages.of(Repository.mainSources()).stream()
                .flatMap(passage -> rules.offences(passage).stream())
                .toList();

        assertThat(offences).hasSizeLessThanOrEqualTo(MOST_OFFENCES_IN_MESSAGES);
    }

    @Test
    void firstSentencesOfJavadocAreInPlainEnglish() {
        assertThat(offences(JavaProse.firstSentences(Repository.mainSources()))).isEmpty();
    }

    @Test
    void testNamesAreInPlainEnglish() {
        assertThat(offences(JavaProse.testNames(Repository.testSources()))).isEmpty();
    }

    private List<String> offences(List<Passage> passages) {
        return passages.stream()
                .flatMap(passage -> rules.offences(passage).stream())
                .toList();
    }
}
