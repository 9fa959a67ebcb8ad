package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveIT {
    private static final Pattern OURS =
            Pattern.compile("lib/.*-SNAPSHOT\\.jar|driver/(livy-driver.*|livy-protocol|platform|spark-pages)\\.jar");

    @Test
    void holdsEveryLibraryOnce() throws IOException {
        List<String> libraries = names("lib").stream()
                .map(name -> name.replaceFirst("-[0-9][^-]*(-SNAPSHOT)?\\.jar$", ""))
                .toList();

        assertThat(libraries).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void holdsEveryClassOnce() throws IOException {
        Map<String, String> owners = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (String jar : names("lib")) {
            for (String type : classesOf(Archive.home().resolve("lib").resolve(jar))) {
                String other = owners.put(type, jar);
                if (other != null) {
                    twice.add(type + " in " + other + " and " + jar);
                }
            }
        }

        assertThat(twice).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark-launch", "spark-discovery", "query-tracker"})
    void everyCommandHasAManualPageAndCompletion(String command) {
        assertThat(Archive.home().resolve("man/man1/" + command + ".1"))
                .content()
                .startsWith(".TH ")
                .contains(".SH OPTIONS", "\\fB\\-\\-stacktrace\\fR");
        assertThat(Archive.home().resolve("completion/" + command)).content().contains("complete ", "--stacktrace");
    }

    @Test
    void keepsTheDriverApartFromTheServers() throws IOException {
        assertThat(names("driver"))
                .containsExactlyInAnyOrder(
                        "livy-driver.jar",
                        "livy-driver-scala-2.12.jar",
                        "livy-protocol.jar",
                        "platform.jar",
                        "spark-pages.jar",
                        "livy-api.jar",
                        "livy-client-http.jar");
        assertThat(names("lib")).noneMatch(name -> name.matches("livy-driver.*|spark-.*_2\\.1[23].*"));
    }

    @Test
    void carriesItsLicenceAndDocuments() {
        assertThat(Archive.home()).isDirectoryContaining("glob:**/LICENSE");
        assertThat(Archive.home()).isDirectoryContaining("glob:**/README.md");
        assertThat(Archive.home().resolve("docs")).isNotEmptyDirectory();
    }

    @Test
    void carriesTheNotebookExtensionForPip() {
        Path notebook = Archive.home().resolve("notebook");

        assertThat(notebook.resolve("pyproject.toml")).content().contains("name = \"spark-launch-notebook\"");
        assertThat(notebook.resolve("src/spark_launch/remote_helper.py")).exists();
        assertThat(notebook.resolve("examples/flights.ipynb")).exists();
        assertThat(notebook.resolve("tests")).doesNotExist();
    }

    /** Its lines end with {@code (group:artifact:version - address)}; the driver's jars have no version in their names. */
    @Test
    void namesTheLicenceOfEveryLibrary() throws IOException {
        Set<String> licensed = new HashSet<>();
        Pattern.compile(":([^:\\s]+):([^:\\s]+) - ")
                .matcher(Files.readString(Archive.home().resolve("THIRD-PARTY.txt")))
                .results()
                .forEach(line -> licensed.addAll(
                        List.of("driver/" + line.group(1) + ".jar", "lib/" + line.group(1) + "-" + line.group(2))));
        List<String> unlicensed = Stream.concat(
                        names("lib").stream().map(name -> "lib/" + name),
                        names("driver").stream().map(name -> "driver/" + name))
                .filter(jar -> !OURS.matcher(jar).matches())
                .filter(jar -> licensed.stream().noneMatch(jar::startsWith))
                .toList();

        assertThat(licensed).isNotEmpty();
        assertThat(unlicensed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark-launch", "spark-discovery", "query-tracker"})
    void everyCommandHasHelpAndVersion(String command) {
        assertThat(Archive.run(command, "--help").out()).contains("Usage: " + command);
        assertThat(Archive.run(command, "--version").exitCode()).isZero();
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Archive.home().resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> classesOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.contains("META-INF"))
                    .filter(name -> !name.equals("module-info.class") && !name.endsWith("package-info.class"))
                    .toList();
        }
    }
}
