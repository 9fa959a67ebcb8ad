package org.sparklaunch.livy.driver.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

@Timeout(10)
class CompletionsTest {
    private final EventOutbox outbox = new EventOutbox();
    private final Completions completions = new Completions(outbox);
    private final Interpreters interpreters = new Interpreters(
            Map.of(SessionKind.SPARK, environment -> new Echo(), SessionKind.SPARKR, environment -> {
                throw new InterpreterStartException("no R here");
            }),
            null);

    @AfterEach
    void close() {
        completions.close();
        interpreters.close();
    }

    @Test
    void asksTheInterpreterOfTheKind() throws InterruptedException {
        completions.open(interpreters);

        completions.answer(new ServerMessage.Complete(7, SessionKind.SPARK, "sc.paral", 8));

        assertThat(outbox.take()).isEqualTo(new DriverMessage.Candidates(7, List.of("sc.paral|")));
    }

    @Test
    void takesACursorBeyondTheCodeForItsEnd() throws InterruptedException {
        completions.open(interpreters);

        completions.answer(new ServerMessage.Complete(7, SessionKind.SPARK, "sc.", 99));

        assertThat(outbox.take()).isEqualTo(new DriverMessage.Candidates(7, List.of("sc.|")));
    }

    @Test
    void knowsNothingBeforeTheSessionIsOpen() throws InterruptedException {
        completions.answer(new ServerMessage.Complete(7, SessionKind.SPARK, "sc.", 3));

        assertThat(outbox.take()).isEqualTo(new DriverMessage.Candidates(7, List.of()));
    }

    @Test
    void languageThatDoesNotStartHasNoCompletions() throws InterruptedException {
        completions.open(interpreters);

        completions.answer(new ServerMessage.Complete(7, SessionKind.SPARKR, "pri", 3));

        assertThat(outbox.take()).isEqualTo(new DriverMessage.Candidates(7, List.of()));
    }

    /** Answers with the code and its cursor. */
    private static final class Echo implements Interpreter {

        @Override
        public StatementOutput execute(StatementInput statement) {
            return StatementOutput.text(statement.code());
        }

        @Override
        public List<String> complete(String code, int cursor) {
            return List.of(code.substring(0, cursor) + "|" + code.substring(cursor));
        }

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
    }
}
