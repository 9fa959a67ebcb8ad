package org.sparklaunch.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What readers of the code read first: the first sentences of Javadoc, and the names of tests as words. */
final class JavaProse {
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(?<text>.*?)\\*/", Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("\\s*\\R\\s*\\*[ \\t]?");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+[^}]*}");
    private static final Pattern FIRST_SENTENCE_END = Pattern.compile("(?<=[.!?])\\s|<p>|(?<!\\{)@\\w+");

    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|Property|ArchTest)\\b[^;{}]*?\\bvoid (?<text>\\w+)\\(");

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private JavaProse() {}

    static List<Passage> firstSentences(List<Path> sources) {
        return passages(sources, JAVADOC, doc -> {
            String text = INLINE_TAG
                    .matcher(MARGIN.matcher(doc).replaceAll(" ").strip())
                    .replaceAll("code");
            return FIRST_SENTENCE_END.split(text, 2)[0];
        });
    }

    static List<Passage> testNames(List<Path> sources) {
        return passages(
                sources, TEST, name -> WORD_START.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT));
    }

    private interface Reading {
        String of(String text);
    }

    private static List<Passage> passages(List<Path> sources, Pattern pattern, Reading reading) {
        return sources.stream()
                .flatMap(file -> {
                    String source = Repository.read(file);
                    Matcher matcher = pattern.matcher(source);
                    return matcher.results().map(found -> passage(file, source, found, reading));
                })
                .toList();
    }

    private static Passage passage(Path file, String source, MatchResult found, Reading reading) {
        long line = source.substring(0, found.start()).lines().count() + 1;
        return new Passage(Repository.name(file) + ":" + line, Passage.Kind.TABLE_CELL, reading.of(found.group(1)));
    }
}
