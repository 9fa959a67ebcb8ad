package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of bin/ in odd surroundings. */
class ScriptIT {
    @TempDir
    Path folder;

    @Test
    void noJavaIsOneClearLine() throws IOException {
        Path tools = toolsWithoutJava();

        CommandResult result = discovery(tools, Archive.home());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errLines())
                .containsExactly("spark-discovery: no Java: JAVA_HOME is not set and java is not on PATH."
                        + " Install Java 17 or newer.");
    }

    @Test
    void oldJavaIsRefusedWithItsVersion() throws IOException {
        Path tools = toolsWithoutJava();
        Path java = script(tools.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        CommandResult result = discovery(tools, Archive.home());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errLines())
                .containsExactly("spark-discovery: Java 11 at " + java
                        + " is too old. Install Java 17 or newer, or set JAVA_HOME to it.");
    }

    @Test
    void wrongJavaHomeIsNamed() {
        ProcessBuilder builder = new ProcessBuilder(Archive.commandLine("spark-discovery", "--version"));
        builder.environment().put("JAVA_HOME", folder.toString());

        CommandResult result = CommandResult.of(builder);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no Java at JAVA_HOME=" + folder);
    }

    @Test
    void worksThroughLinksOutsideTheArchive() throws IOException {
        Path link =
                Files.createSymbolicLink(folder.resolve("sd"), Archive.home().resolve("bin/spark-discovery"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("sd2"), link);

        CommandResult result = CommandResult.of(new ProcessBuilder(linkToLink.toString(), "--version"));

        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void worksInAFolderWithSpaces() throws IOException {
        Path moved = folder.resolve("my own archive");
        copyTree(Archive.home(), moved);

        CommandResult result = CommandResult.of(
                new ProcessBuilder(moved.resolve("bin/spark-discovery").toString(), "--version"));

        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void installedSparkIsNotInstalledAgain() throws IOException {
        Path installed = Files.createDirectories(folder.resolve("cache/spark-4.2.0"));
        ProcessBuilder builder = new ProcessBuilder(Archive.commandLine("install-spark"));
        builder.environment().put("SPARK_LAUNCH_CACHE", installed.getParent().toString());

        CommandResult result = CommandResult.of(builder);

        assertThat(result.outLines()).containsExactly(installed.toString());
        assertThat(result.err()).isEmpty();
    }

    @Test
    void wrongOptionIsReportedBeforeSparkIsInstalled() {
        ProcessBuilder builder = new ProcessBuilder(Archive.commandLine("spark-launch", "--enable-livvy"));
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("SPARK_LAUNCH_CACHE", folder.resolve("empty").toString());

        CommandResult result = CommandResult.of(builder);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errLines()).singleElement().asString().contains("--enable-livvy", "--enable-livy");
        assertThat(folder.resolve("empty")).doesNotExist();
    }

    @Test
    void unknownSparkVersionIsRefusedWithTheKnownOnes() {
        CommandResult result = Archive.run("install-spark", "1.6.0");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errLines())
                .containsExactly("install-spark: pyspark 1.6.0 is not among the pinned versions (4.2.0 3.5.9)."
                        + " Ask for one of them.");
    }

    private static CommandResult discovery(Path tools, Path home) {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/spark-discovery").toString(), "--version");
        builder.environment().put("PATH", tools.toString());
        builder.environment().remove("JAVA_HOME");
        return CommandResult.of(builder);
    }

    /** A PATH of the few tools that the scripts need. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("bash", "env", "readlink", "dirname", "basename", "sed", "head")) {
            Files.createSymbolicLink(tools.resolve(tool), whereIs(tool));
        }
        return tools;
    }

    private static Path whereIs(String tool) {
        Path usrBin = Path.of("/usr/bin", tool);
        return Files.exists(usrBin) ? usrBin : Path.of("/bin", tool);
    }

    private static Path script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static void copyTree(Path from, Path to) {
        CommandResult copied = CommandResult.of(new ProcessBuilder("cp", "-r", from.toString(), to.toString()));
        assertThat(copied.exitCode()).as(copied.err()).isZero();
    }
}
