package org.sparklaunch.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what makes a text hard to read for people whose first language is not English: constructions of the list {@code
 * banned-constructions.txt}, and long sentences.
 */
final class ProseRules {
    static final int MOST_WORDS = 25;

    /** A sentence ends before a space and a capital, a digit or a bracket; a word has a letter or a digit. */
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?][)\"'”]?)\\s+(?=[\\p{Lu}\\d(\"'“]|code\\b|value\\b)");

    /** A message says what failed; then what to do. */
    private static final Pattern CLAUSE_END = Pattern.compile("(?<=[.!?;])\\s+|\\n");

    private static final Pattern CLAUSE = Pattern.compile("^(Who|What|Where|Why|When|How|Whether|Which|If)\\b");

    private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\d]\\S*");
    private static final String SEPARATOR = " => ";

    private final List<Rule> rules;

    private record Rule(Pattern pattern, String advice) {}

    private ProseRules(List<Rule> rules) {
        this.rules = rules;
    }

    static ProseRules load() {
        try (InputStream in = Objects.requireNonNull(
                ProseRules.class.getResourceAsStream("banned-constructions.txt"), "banned-constructions.txt")) {
            return new ProseRules(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ProseRules::rule)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(String line) {
        int separator = line.indexOf(SEPARATOR);
        if (separator < 0) {
            throw new IllegalArgumentException("no advice in the line '" + line + "'");
        }
        Pattern pattern =
                Pattern.compile(line.substring(0, separator), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return new Rule(pattern, line.substring(separator + SEPARATOR.length()));
    }

    /** One line for each offence, with its place. */
    List<String> offences(Passage passage) {
        List<String> found = new ArrayList<>();
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern.matcher(passage.text());
            while (matcher.find()) {
                found.add(passage.place() + ": '" + matcher.group() + "': " + rule.advice + " ["
                        + around(passage, matcher) + "]");
            }
        }
        switch (passage.kind()) {
            case PARAGRAPH -> found.addAll(longSentences(passage, SENTENCE_END));
            case MESSAGE -> found.addAll(longSentences(passage, CLAUSE_END));
            case HEADING -> found.addAll(clauses(passage));
            case TABLE_CELL, CODE -> {}
        }
        return found;
    }

    private static String around(Passage passage, Matcher matcher) {
        int from = Math.max(0, matcher.start() - 40);
        int to = Math.min(passage.text().length(), matcher.end() + 40);
        return passage.text().substring(from, to).replace('\n', ' ');
    }

    private static List<String> longSentences(Passage passage, Pattern end) {
        return end.splitAsStream(passage.text())
                .filter(sentence -> words(sentence) > MOST_WORDS)
                .map(sentence -> passage.place() + ": " + words(sentence) + " words, at most " + MOST_WORDS + ": "
                        + sentence.replace('\n', ' '))
                .toList();
    }

    private static List<String> clauses(Passage heading) {
        return CLAUSE.matcher(heading.text()).find()
                ? List.of(heading.place() + ": a heading is a task or a noun, not a clause: " + heading.text())
                : List.of();
    }

    private static long words(String sentence) {
        return WORD.matcher(sentence).results().count();
    }
}
