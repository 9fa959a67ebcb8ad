package org.sparklaunch.livy.driver.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.testing.ScriptedInterpreter;
import org.sparklaunch.livy.protocol.SessionKind;

class InterpretersTest {
    private final List<ScriptedInterpreter> started = new ArrayList<>();
    private final Interpreters interpreters = new Interpreters(
            Map.of(SessionKind.SQL, environment -> start()),
            new InterpreterEnvironment(null, Path.of("."), OutputLimits.DEFAULT));

    @Test
    void startsNothingBeforeItIsAskedFor() {
        assertThat(started).isEmpty();
    }

    @Test
    void startsAnInterpreterOnce() throws Exception {
        Interpreter first = interpreters.get(SessionKind.SQL);

        Interpreter second = interpreters.get(SessionKind.SQL);

        assertThat(second).isSameAs(first);
    }

    @Test
    void replacesAnInterpreterThatDied() throws Exception {
        interpreters.get(SessionKind.SQL).execute(new StatementInput(0, "die"));

        Interpreter second = interpreters.get(SessionKind.SQL);

        assertThat(second).isSameAs(started.get(1));
        assertThat(started.get(0).isClosed()).isTrue();
    }

    @Test
    void namesTheAvailableKinds() {
        assertThatThrownBy(() -> interpreters.get(SessionKind.SPARKR))
                .isInstanceOf(InterpreterStartException.class)
                .hasMessage("this session has no interpreter for kind sparkr, only for [sql]");
    }

    @Test
    void closesWhatItStarted() throws Exception {
        interpreters.get(SessionKind.SQL);

        interpreters.close();

        assertThat(started.get(0).isClosed()).isTrue();
    }

    @Test
    void startsNothingAfterTheEnd() {
        interpreters.close();

        assertThatThrownBy(() -> interpreters.get(SessionKind.SQL)).isInstanceOf(InterpreterStartException.class);
        assertThat(started.get(0).isClosed()).isTrue();
    }

    private ScriptedInterpreter start() {
        started.add(new ScriptedInterpreter());
        return started.get(started.size() - 1);
    }
}
