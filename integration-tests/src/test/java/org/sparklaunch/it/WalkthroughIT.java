package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.it.WalkthroughPage.Step;

/** The walks of the documentation, typed as they stand there: an operator's launch, in which the others work. */
@Tag("long")
class WalkthroughIT {
    private static final String MARK = "---- step ";
    private static final Duration LIMIT = Duration.ofMinutes(8);

    @TempDir
    Path home;

    @Test
    void pagesPrintWhatTheySay() throws IOException {
        WalkthroughPage operator = WalkthroughPage.read("operator.md");
        int stop = operator.steps().size() - 1;
        List<Step> steps = new ArrayList<>(operator.steps().subList(0, stop));
        for (String page : List.of("analyst.md", "shared-table.md", "notebook.md", "data-engineer.md")) {
            steps.addAll(WalkthroughPage.read(page).steps());
        }
        steps.add(operator.steps().get(stop));

        List<String> outputs = type(steps);

        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < steps.size(); i++) {
            all.assertThat(steps.get(i).isAnsweredBy(outputs.get(i)))
                    .as(
                            "%nTyped:%n%s%nExpected:%n%s%nPrinted:%n%s",
                            steps.get(i).commands(), steps.get(i).expected(), outputs.get(i))
                    .isTrue();
        }
        all.assertAll();
    }

    @AfterEach
    void stopWhatRuns() throws IOException {
        CommandResult.of(shell(Archive.commandLine("spark-launch", "stop").toArray(String[]::new)));
    }

    /** Types everything into one shell; returns what each step printed. */
    private List<String> type(List<Step> steps) throws IOException {
        StringBuilder script = new StringBuilder();
        for (Step step : steps) {
            script.append("echo '").append(MARK).append("'\n").append(step.commands());
        }
        Path file = Files.writeString(home.resolve("walk.sh"), script);
        String out = CommandResult.of(shell("bash", file.toString()), LIMIT).out();
        List<String> outputs = List.of(out.split(MARK + "\n", -1));
        assertThat(outputs).as(out).hasSize(steps.size() + 1);
        return outputs.subList(1, outputs.size());
    }

    /** Returns a command in the home of a user who has the archive on the path, and what the pages install. */
    private ProcessBuilder shell(String... command) throws IOException {
        ProcessBuilder shell =
                new ProcessBuilder(command).directory(work().toFile()).redirectErrorStream(true);
        String cache = Path.of(System.getProperty("user.home"), ".cache").toString();
        Map<String, String> environment = shell.environment();
        environment.putIfAbsent("XDG_CACHE_HOME", cache);
        environment.put(
                "PATH",
                String.join(
                        ":",
                        Archive.home().resolve("bin").toString(),
                        environment.get("PATH"),
                        PythonClient.programs("NOTEBOOK_PYTHON").toString(),
                        PythonClient.programs("DBT_PYTHON").toString()));
        environment.put("HOME", home.toString());
        environment.put("SPARK_HOME", Archive.sparkHome().toString());
        environment.put("XDG_DATA_HOME", home.resolve(".local/share").toString());
        environment.put("XDG_STATE_HOME", home.resolve(".local/state").toString());
        return shell;
    }

    /** The folder of the user, with the archive's notebooks as in the archive's own. */
    private Path work() throws IOException {
        Path work = Files.createDirectories(home.resolve("work"));
        Path notebook = work.resolve("notebook");
        if (!Files.exists(notebook)) {
            Files.createSymbolicLink(notebook, Archive.home().resolve("notebook"));
        }
        return work;
    }
}
