package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

class RawLocationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lab/../secret",
                "/lab/..",
                "/lab/x*/../../secret",
                "/lab/{a/../../secret",
                "/lab/{q,../secret}",
                "/lab/.{./secret,x}",
                "/lab/\\.\\./secret",
                "/lab\\..\\secret",
                "file:/lab/../secret",
                "hdfs://host/lab/../secret",
                "lab",
                "./lab",
                "*",
                "",
                " ",
                "/lab/a\nb"
            })
    void ambiguousPathsAreRefusedAsPatternAndAsPlace(String text) {
        assertThat(RawLocation.ofPattern(text))
                .allMatch(RequiredRight.Never.class::isInstance)
                .isNotEmpty();
        assertThat(RawLocation.ofPlace(text, Right.READ))
                .allMatch(RequiredRight.Never.class::isInstance)
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lab/*", "/lab/a?", "/lab/[ab]", "/lab/{a,b}", "/lab/a]", "/lab/}"})
    void wildcardsAreRefusedWhereNoPatternIsMeant(String text) {
        assertThat(RawLocation.ofPlace(text, Right.WRITE)).allMatch(RequiredRight.Never.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/lab/*/x | /lab",
                "/lab/{a,b} | /lab",
                "/lab/{a/b,c}/d | /lab/a/b/d /lab/c/d",
                "/lab/{a/*,/c} | /lab/a /lab/c",
                "/*/x | /",
                "file:/lab/*.json | file:/lab"
            })
    void patternsAreJudgedByEachFolderThatTheyLookInto(String pattern, String folders) {
        assertThat(RawLocation.ofPattern(pattern))
                .extracting(need -> ((Resource.Location) ((RequiredRight.Have) need).resource()).path())
                .containsExactly(folders.split(" ", -1));
    }

    @Test
    void matchesOfAPatternAreJudgedWhereTheirLinksLead() throws IOException {
        Files.createDirectories(folder.resolve("secret"));
        Files.createDirectories(folder.resolve("lab"));
        Files.createSymbolicLink(folder.resolve("lab/link"), folder.resolve("secret"));
        Configuration hadoop = new Configuration();

        List<RequiredRight> needs = new RawLocation(hadoop).ofMatches(folder + "/lab/l*", List.of(Right.READ));

        assertThat(needs).hasSize(1);
        String match = ((Resource.Location) ((RequiredRight.Have) needs.get(0)).resource()).path();
        assertThat(new PathNormalizer(hadoop).apply(match))
                .isEqualTo("file:" + folder.resolve("secret").toRealPath());
    }

    @ParameterizedTest
    @CsvSource({
        "/lab//x, file:/lab/x",
        "/lab/x/, file:/lab/x",
        "FILE:/lab, file:/lab",
        "file:///lab, file:/lab",
        "/lab/%2e%2e/x, file:/lab/%2e%2e/x",
        "HDFS://Host:1/lab/../x, hdfs://host:1/x"
    })
    void onePathHasOneName(String text, String name) {
        assertThat(new PathNormalizer(new Configuration()).apply(text)).isEqualTo(name);
    }
}
