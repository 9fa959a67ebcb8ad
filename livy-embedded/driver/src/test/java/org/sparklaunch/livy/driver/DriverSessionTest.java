package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.link.ServerMessageHandler.EndReason;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.sql.SqlInterpreter;
import org.sparklaunch.livy.driver.testing.FakeServer;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.platform.file.AllowedFolders;

/** A whole session in this JVM, but for the end of the JVM itself. */
@Timeout(60)
class DriverSessionTest {
    @TempDir
    private Path folder;

    private FakeServer server;
    private CompletableFuture<EndReason> end;

    @BeforeEach
    void start() throws IOException {
        LocalSpark.configure();
        server = FakeServer.start();
        DriverSettings settings = new DriverSettings(
                server.endpoint(Duration.ofSeconds(2)),
                OutputLimits.DEFAULT,
                folder,
                new AllowedFolders(List.of()),
                Optional.empty(),
                List.of());
        DriverSession session = new DriverSession(
                settings,
                Map.of(SessionKind.SQL, SqlInterpreter::start, SessionKind.SPARK, StoppingInterpreter::new),
                () -> {});
        end = CompletableFuture.supplyAsync(() -> {
            try {
                return session.serve();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        server.adopt(0);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void saysThatSparkIsUp() throws IOException {
        DriverMessage.SessionReady ready = server.receive(DriverMessage.SessionReady.class);

        assertThat(ready.applicationId()).startsWith("local-");
        assertThat(ready.uiUrl()).isNull();
    }

    @Test
    void appliesTheSettingsOfItsOwnerBeforeItSaysReadyAgain() throws IOException {
        server.receive(DriverMessage.SessionReady.class);

        server.send(new ServerMessage.Claim(Map.of("spark.sql.shuffle.partitions", "3")));
        server.receive(DriverMessage.SessionReady.class);
        server.send(new ServerMessage.RunStatement(0, SessionKind.SQL, "set spark.sql.shuffle.partitions"));

        assertThat(server.receive(DriverMessage.StatementFinished.class).output())
                .contains("spark.sql.shuffle.partitions", "\"3\"");
    }

    @Test
    void endsWithAReasonWhenSparkRefusesASettingOfItsOwner() throws IOException {
        server.receive(DriverMessage.SessionReady.class);

        server.send(new ServerMessage.Claim(Map.of("spark.sql.shuffle.partitions", "many")));
        DriverMessage.SessionFailed failed = server.receive(DriverMessage.SessionFailed.class);
        server.send(new ServerMessage.Acknowledge(failed.sequence()));

        assertThat(failed.reason()).contains("spark.sql.shuffle.partitions");
        assertThat(end.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(EndReason.CLAIM_FAILED);
    }

    @Test
    void isClaimedOnce() throws IOException {
        server.receive(DriverMessage.SessionReady.class);

        server.send(new ServerMessage.Claim(Map.of("spark.sql.shuffle.partitions", "3")));
        server.send(new ServerMessage.Claim(Map.of("spark.sql.shuffle.partitions", "4")));
        server.send(new ServerMessage.RunStatement(0, SessionKind.SQL, "set spark.sql.shuffle.partitions"));

        assertThat(server.receive(DriverMessage.StatementFinished.class).output())
                .contains("\"3\"");
    }

    @Test
    void runsAStatementThatCameBeforeSparkWasUp() throws IOException {
        server.send(new ServerMessage.RunStatement(0, SessionKind.SQL, "select 1 x"));

        DriverMessage.StatementFinished finished = server.receive(DriverMessage.StatementFinished.class);

        assertThat(finished.state()).isEqualTo(StatementState.AVAILABLE);
        assertThat(finished.output()).contains("[[1]]");
    }

    @Test
    void reportsProgressWhileJobsRun() throws IOException {
        server.send(new ServerMessage.RunStatement(
                0,
                SessionKind.SQL,
                "select sum(id) from range(0, 100, 1, 20) where reflect('java.lang.Thread',"
                        + " 'holdsLock', 'x') = 'false'"));

        DriverMessage.StatementProgress progress = server.receive(DriverMessage.StatementProgress.class);

        assertThat(progress.fraction()).isBetween(0.0, 1.0);
        assertThat(progress.counts().tasks()).isPositive();
    }

    @Test
    void answerOfAStatementThatStopsSparkCanBeRead() throws IOException {
        server.receive(DriverMessage.SessionReady.class);
        server.send(new ServerMessage.RunStatement(0, SessionKind.SPARK, "spark.stop()"));

        DriverMessage.StatementFinished finished = server.receive(DriverMessage.StatementFinished.class);
        server.send(new ServerMessage.Acknowledge(finished.sequence()));

        assertThat(finished.state()).isEqualTo(StatementState.AVAILABLE);
        assertThat(finished.output()).contains("stopped");
        assertThat(end).isNotDone();
        server.send(new ServerMessage.Shutdown());
        assertThat(end.orTimeout(3, TimeUnit.SECONDS).join()).isEqualTo(EndReason.SPARK_ENDED);
    }

    /** Stops Spark and answers. */
    private record StoppingInterpreter(InterpreterEnvironment environment) implements Interpreter {
        @Override
        public StatementOutput execute(StatementInput statement) {
            environment.spark().stop();
            return StatementOutput.text("stopped");
        }

        @Override
        public void interrupt() {}

        @Override
        public void close() {}
    }

    @Test
    void stopsSparkWhenTheServerEndsTheSession() throws IOException {
        server.receive(DriverMessage.SessionReady.class);

        server.send(new ServerMessage.Shutdown());

        assertThat(end.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(EndReason.SHUTDOWN);
        assertThat(SparkSession.getDefaultSession().isEmpty()).isTrue();
    }

    @Test
    void endsWhenNoServerComesBack() throws IOException {
        server.receive(DriverMessage.SessionReady.class);

        server.close();

        assertThat(end.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(EndReason.ORPHANED);
    }
}
