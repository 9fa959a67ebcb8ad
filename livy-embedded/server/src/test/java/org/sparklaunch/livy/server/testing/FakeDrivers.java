package org.sparklaunch.livy.server.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.server.driver.process.DriverSpec;

/** Launches {@link FakeDriver}s; outlives the servers of a test as real processes do. */
public final class FakeDrivers implements DriverLauncher, AutoCloseable {
    private static final long FIRST_PID = 90_000_000;

    private final List<FakeDriver> drivers = new CopyOnWriteArrayList<>();
    private volatile InetSocketAddress endpoint;
    private volatile boolean readyAtOnce = true;
    private volatile boolean broken;
    private volatile boolean deaf;

    /** Where drivers dial from now on. */
    public DriverLauncher at(InetSocketAddress address) {
        endpoint = address;
        return this;
    }

    /** From now on drivers stay starting until {@link FakeDriver#becomeReady}. */
    public void startSlowly() {
        readyAtOnce = false;
    }

    /** From now on no driver can be started. */
    public void breakDown() {
        broken = true;
    }

    /** From now on no driver answers what it is to add. */
    public void ignoreResources() {
        deaf = true;
    }

    public FakeDriver driver(int index) {
        return drivers.get(index);
    }

    public List<FakeDriver> all() {
        return List.copyOf(drivers);
    }

    /** How many run. */
    public int alive() {
        return (int) drivers.stream().filter(FakeDriver::isAlive).count();
    }

    @Override
    public DriverProcess launch(DriverSpec spec) throws IOException {
        if (broken) {
            throw new IOException("no java here");
        }
        FakeDriver driver =
                new FakeDriver(spec, new DriverIdentity.OfProcess(FIRST_PID + drivers.size(), 1), () -> endpoint);
        drivers.add(driver);
        driver.answerResources(!deaf);
        driver.start(readyAtOnce);
        return driver;
    }

    @Override
    public DriverProcess find(DriverIdentity identity, DriverFolder folder) {
        return drivers.stream()
                .filter(driver -> driver.identity().equals(identity))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<DriverProcess> adopt(long pid, DriverFolder folder) {
        return drivers.stream()
                .filter(driver -> driver.identity().pid() == pid && driver.isAlive())
                .map(driver -> (DriverProcess) driver)
                .findFirst();
    }

    @Override
    public void close() {
        drivers.forEach(FakeDriver::kill);
    }
}
