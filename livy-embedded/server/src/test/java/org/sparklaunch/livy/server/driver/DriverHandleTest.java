package org.sparklaunch.livy.server.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.server.testing.HandClock;
import org.sparklaunch.platform.quantity.MemorySize;

class DriverHandleTest {
    private static final long PID = 4711;

    @TempDir
    Path temp;

    private final HandClock clock = new HandClock();
    private final List<DriverIdentity> journal = new ArrayList<>();
    private final ScriptedProcess process = new ScriptedProcess(PID);
    private final ScriptedLauncher launcher = new ScriptedLauncher();
    private final RecordingLink link = new RecordingLink();

    /** Launches one process; a test can let something happen before the launch returns. */
    private final class ScriptedLauncher implements DriverLauncher {
        private Runnable beforeReturn = () -> {};
        private boolean adoptable = true;

        @Override
        public DriverProcess launch(DriverSpec spec) {
            beforeReturn.run();
            return process;
        }

        @Override
        public DriverProcess find(DriverIdentity identity, DriverFolder folder) {
            return identity.equals(process.identity()) ? process : new ScriptedProcess(-1);
        }

        @Override
        public Optional<DriverProcess> adopt(long pid, DriverFolder folder) {
            return adoptable && pid == PID ? Optional.of(process) : Optional.empty();
        }
    }

    private DriverHandle handle() {
        return new DriverHandle(
                new DriverFolder(temp.resolve("driver-1")), launcher, new Object(), journal::add, clock);
    }

    private DriverHandle connected() throws IOException {
        DriverHandle handle = handle();
        handle.launch(spec());
        handle.accept(link, PID);
        return handle;
    }

    private DriverSpec spec() {
        DriverFolder folder = new DriverFolder(temp.resolve("driver-1"));
        return new DriverSpec("driver-1", folder, 1, MemorySize.parse("1g"), Map.of(), List.of(), null);
    }

    // ---- launch and adoption -------------------------------------------------------------------------------------

    @Test
    void launchRecordsTheProcessAndWaitsForAConnection() throws IOException {
        DriverHandle handle = handle();

        handle.launch(spec());

        assertThat(journal).containsExactly(process.identity());
        assertThat(handle.state()).isEqualTo(new DriverState.Launching());
        assertThat(handle.isAlive()).isTrue();
    }

    @Test
    void launchThatReturnsAfterTheDriverWasGivenUpKillsTheProcess() throws IOException {
        DriverHandle handle = handle();
        launcher.beforeReturn = handle::giveUp;

        handle.launch(spec());

        assertThat(process.isKilled()).isTrue();
        assertThat(journal).isEmpty();
    }

    @Test
    void driverThatConnectsBeforeItsLaunchReturnsIsRecordedOnce() throws IOException {
        DriverHandle handle = handle();
        launcher.beforeReturn = () -> handle.accept(link, PID);

        handle.launch(spec());

        assertThat(journal).containsExactly(process.identity());
        assertThat(handle.state()).isEqualTo(new DriverState.Connected(link));
    }

    @Test
    void driverOfAServerThatDiedBeforeItRecordedTheProcessIsAdopted() {
        DriverHandle handle = handle();
        handle.recover(null);

        assertThat(handle.accept(link, PID)).isTrue();

        assertThat(journal).containsExactly(process.identity());
        process.exit();
        assertThat(handle.findLoss()).contains(DriverLoss.EXITED);
    }

    @Test
    void connectionOfAProcessThatCannotBeAdoptedIsAcceptedWithoutOne() {
        DriverHandle handle = handle();
        launcher.adoptable = false;
        handle.recover(null);

        assertThat(handle.accept(link, PID)).isTrue();

        assertThat(journal).isEmpty();
        assertThat(handle.isAlive()).isTrue();
    }

    @Test
    void recordedDriverIsFoundAndNotRecordedAgain() {
        DriverHandle handle = handle();
        handle.recover(process.identity());

        handle.accept(link, PID);

        assertThat(journal).isEmpty();
        assertThat(handle.isConnected()).isTrue();
    }

    @Test
    void driverThatWasGivenUpBeforeItConnectedIsNotAdopted() {
        DriverHandle handle = handle();
        handle.recover(null);
        handle.giveUp();

        assertThat(handle.accept(link, PID)).isFalse();

        assertThat(link.isClosed()).isTrue();
        assertThat(journal).isEmpty();
    }

    // ---- loss ----------------------------------------------------------------------------------------------------

    @Test
    void recoveredDriverIsLostWhenItDoesNotConnectInTime() {
        DriverHandle handle = handle();
        handle.recover(process.identity());

        clock.turn(DriverHandle.CONNECT_LIMIT.minusMillis(1));
        assertThat(handle.findLoss()).isEmpty();
        clock.turn(Duration.ofMillis(1));

        assertThat(handle.findLoss()).contains(DriverLoss.NOT_CONNECTED);
        assertThat(handle.accept(link, PID)).isFalse();
        assertThat(link.isClosed()).isTrue();
    }

    @Test
    void connectionJustBeforeTheLimitKeepsTheDriver() {
        DriverHandle handle = handle();
        handle.recover(process.identity());

        clock.turn(DriverHandle.CONNECT_LIMIT.minusMillis(1));
        handle.accept(link, PID);
        clock.turn(DriverHandle.CONNECT_LIMIT);

        assertThat(handle.findLoss()).isEmpty();
    }

    @Test
    void exitCountsBeforeTheMissingConnection() {
        DriverHandle handle = handle();
        handle.recover(process.identity());
        process.exit();
        clock.turn(DriverHandle.CONNECT_LIMIT);

        assertThat(handle.findLoss()).contains(DriverLoss.EXITED);
    }

    @Test
    void exitOfAConnectedDriverClosesTheConnection() throws IOException {
        DriverHandle handle = connected();

        process.exit();

        assertThat(handle.findLoss()).contains(DriverLoss.EXITED);
        assertThat(link.isClosed()).isTrue();
        assertThat(handle.isAlive()).isFalse();
        assertThat(handle.send(new ServerMessage.Shutdown())).isFalse();
    }

    @Test
    void lossStaysUntilTheDriverIsGivenUp() throws IOException {
        DriverHandle handle = connected();
        process.exit();

        assertThat(handle.findLoss()).contains(DriverLoss.EXITED);
        assertThat(handle.findLoss()).contains(DriverLoss.EXITED);
        assertThat(handle.giveUp()).isTrue();

        assertThat(handle.findLoss()).isEmpty();
        assertThat(handle.giveUp()).isFalse();
    }

    @Test
    void detachedDriverIsKeptWhileItsProcessRuns() throws IOException {
        DriverHandle handle = connected();

        assertThat(handle.detach(link)).isTrue();
        clock.turn(Duration.ofDays(1));

        assertThat(handle.findLoss()).isEmpty();
        assertThat(handle.isConnected()).isFalse();
    }

    @Test
    void driverDetachedWithALimitIsLostAfterIt() throws IOException {
        DriverHandle handle = connected();

        assertThat(handle.detachUntil(link, Duration.ofSeconds(5))).isTrue();
        clock.turn(Duration.ofSeconds(5));

        assertThat(handle.findLoss()).contains(DriverLoss.NOT_CONNECTED);
    }

    // ---- connections ---------------------------------------------------------------------------------------------

    @Test
    void newConnectionReplacesAndClosesTheEarlierOne() throws IOException {
        DriverHandle handle = connected();
        RecordingLink second = new RecordingLink();

        handle.accept(second, PID);
        handle.send(new ServerMessage.Welcome(3));

        assertThat(link.isClosed()).isTrue();
        assertThat(link.sent()).isEmpty();
        assertThat(second.sent()).containsExactly(new ServerMessage.Welcome(3));
        assertThat(handle.isCurrent(link)).isFalse();
    }

    @Test
    void endOfAReplacedConnectionDoesNotDetachTheDriver() throws IOException {
        DriverHandle handle = connected();
        RecordingLink second = new RecordingLink();
        handle.accept(second, PID);

        assertThat(handle.detach(link)).isFalse();
        assertThat(handle.detachUntil(link, Duration.ZERO)).isFalse();

        assertThat(handle.state()).isEqualTo(new DriverState.Connected(second));
    }

    @Test
    void hungUpDriverMayConnectAgain() throws IOException {
        DriverHandle handle = connected();

        handle.hangUp();

        assertThat(link.isClosed()).isTrue();
        assertThat(handle.accept(new RecordingLink(), PID)).isTrue();
    }

    // ---- release and take ----------------------------------------------------------------------------------------

    @Test
    void releasedDriverPassesToAnotherHandleWithItsOpenConnection() throws IOException {
        DriverHandle released = connected();
        DriverHandle taker = handle();

        taker.take(released.release().orElseThrow());

        assertThat(link.isClosed()).isFalse();
        assertThat(taker.isCurrent(link)).isTrue();
        assertThat(released.isCurrent(link)).isFalse();
        assertThat(released.accept(new RecordingLink(), PID)).isFalse();
        assertThat(released.findLoss()).isEmpty();
    }

    @Test
    void onlyAConnectedDriverWithARunningProcessIsReleasedAndOnlyOnce() throws IOException {
        DriverHandle launching = handle();
        assertThat(launching.release()).isEmpty();
        DriverHandle handle = connected();
        assertThat(handle.release()).isPresent();
        assertThat(handle.release()).isEmpty();
        DriverHandle exited = connected();
        process.exit();
        assertThat(exited.release()).isEmpty();
    }

    // ---- end -----------------------------------------------------------------------------------------------------

    @Test
    void endAsksTheDriverFirstThenRemovesProcessConnectionAndFolder() throws Exception {
        DriverHandle handle = connected();
        handle.folder().create();

        handle.end();

        assertThat(link.sent()).containsExactly(new ServerMessage.Shutdown());
        assertThat(link.isClosed()).isTrue();
        assertThat(process.isKilled()).isTrue();
        assertThat(Files.exists(handle.folder().root())).isFalse();
        assertThat(handle.state()).isEqualTo(new DriverState.Ended(null));
    }

    @Test
    void killGivesTheDriverUp() throws Exception {
        DriverHandle handle = connected();

        handle.kill();

        assertThat(process.isKilled()).isTrue();
        assertThat(handle.accept(new RecordingLink(), PID)).isFalse();
    }

    @Test
    void terminatedDriverCountsUntilItIsGivenUp() throws Exception {
        DriverHandle handle = connected();

        handle.terminate();

        assertThat(process.isAlive()).isFalse();
        assertThat(handle.isCurrent(link)).isTrue();
    }

    @Test
    void failedLaunchLeavesTheHandleWithoutAProcess() throws InterruptedException {
        DriverHandle handle =
                new DriverHandle(new DriverFolder(temp), new FailingLauncher(), new Object(), journal::add, clock);

        assertThatThrownBy(() -> handle.launch(spec())).hasMessage("no java");

        assertThat(handle.awaitExit(Duration.ZERO)).isFalse();
        assertThat(handle.findLoss()).isEmpty();
    }

    private static final class FailingLauncher implements DriverLauncher {
        @Override
        public DriverProcess launch(DriverSpec spec) throws IOException {
            throw new IOException("no java");
        }

        @Override
        public DriverProcess find(DriverIdentity identity, DriverFolder folder) {
            return new ScriptedProcess(-1);
        }

        @Override
        public Optional<DriverProcess> adopt(long pid, DriverFolder folder) {
            return Optional.empty();
        }
    }
}
