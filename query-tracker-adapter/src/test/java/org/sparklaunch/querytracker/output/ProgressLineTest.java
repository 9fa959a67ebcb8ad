package org.sparklaunch.querytracker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.sparklaunch.querytracker.testing.Tracker;

class ProgressLineTest {
    private static final String RUNNING =
            "{\"state\":\"running\",\"progress\":{\"session_id\":3,\"verdict\":\"reused\",\"spyt_progress\":0.25,"
                    + "\"stages\":2,\"stages_done\":1,\"tasks\":8,\"tasks_done\":2,\"rows\":12345}}";
    private static final String WAITING =
            "{\"state\":\"running\",\"progress\":{\"waiting\":\"position 1 in line: all in use\"}}";

    private final StringWriter err = new StringWriter();

    @Test
    void terminalHasOneLineThatIsRemovedAtTheEnd() {
        ProgressLine line = line(new Terminal(true, 80));

        line.show(Tracker.json(WAITING));
        line.show(Tracker.json(RUNNING));
        line.show(Tracker.json(RUNNING));
        line.end();

        assertThat(err.toString())
                .isEqualTo("\r\u001b[Kwaiting: position 1 in line: all in use"
                        + "\r\u001b[K 25 %  1 of 2 stages, 2 of 8 tasks, 12,345 rows read, session 3\r\u001b[K");
    }

    @Test
    void lineIsNotWiderThanTheTerminal() {
        line(new Terminal(true, 10)).show(Tracker.json(WAITING));

        assertThat(err.toString()).isEqualTo("\r\u001b[Kwaiting:…");
    }

    @Test
    void logHasOneLinePerChangeAndNoneForTheFirstState() {
        ProgressLine line = line(Terminal.NONE);

        line.show(Tracker.json(WAITING));
        line.show(Tracker.json(WAITING));
        line.show(Tracker.json(RUNNING));
        line.show(Tracker.json(RUNNING.replace("0.25", "0.5")));
        line.end();

        assertThat(err.toString().lines())
                .containsExactly("waiting: position 1 in line: all in use", "running in session 3 (reused)");
    }

    private ProgressLine line(Terminal terminal) {
        return new ProgressLine(new PrintWriter(err, true), terminal);
    }
}
