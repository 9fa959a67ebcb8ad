package org.sparklaunch.launcher.classdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataKeyTest {
    @TempDir
    private Path folder;

    private ClassDataKey before;

    @BeforeEach
    void compute() throws IOException {
        Files.writeString(folder.resolve("spark-core.jar"), "one");
        Files.setLastModifiedTime(folder.resolve("spark-core.jar"), FileTime.fromMillis(1000));
        before = key("17");
    }

    @Test
    void keyIsStable() {
        assertThat(key("17")).isEqualTo(before);
    }

    @Test
    void anotherJavaHasAnotherKey() {
        assertThat(key("21")).isNotEqualTo(before);
    }

    @Test
    void newJarChangesTheKey() throws IOException {
        Files.writeString(folder.resolve("more.jar"), "two");

        assertThat(key("17")).isNotEqualTo(before);
    }

    @Test
    void rebuiltJarChangesTheKey() throws IOException {
        Files.setLastModifiedTime(folder.resolve("spark-core.jar"), FileTime.fromMillis(2000));

        assertThat(key("17")).isNotEqualTo(before);
    }

    @Test
    void otherFilesDoNotChangeTheKey() throws IOException {
        Files.writeString(folder.resolve("README"), "two");

        assertThat(key("17")).isEqualTo(before);
    }

    @Test
    void absentFolderCountsAsEmpty() {
        assertThat(ClassDataKey.of("17", List.of(folder, folder.resolve("none"))))
                .isEqualTo(before);
    }

    private ClassDataKey key(String java) {
        return ClassDataKey.of(java, List.of(folder));
    }
}
