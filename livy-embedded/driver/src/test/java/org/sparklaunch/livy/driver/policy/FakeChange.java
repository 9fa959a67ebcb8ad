package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.sparklaunch.livy.protocol.policy.Resource;

/** A change whose entry is at a location that the test chooses, cannot be read, or takes its time. */
public final class FakeChange implements CatalogChange {
    private final Optional<Resource.Location> location;
    private final Callable<?> lookup;
    private int judged;
    private int undone;

    private FakeChange(Optional<Resource.Location> location, Callable<?> lookup) {
        this.location = location;
        this.lookup = lookup;
    }

    /** An entry that a right on it covers. */
    static FakeChange covered() {
        return new FakeChange(Optional.empty(), () -> "");
    }

    static FakeChange at(String place) {
        return new FakeChange(Optional.of(new Resource.Location(place)), () -> "");
    }

    static FakeChange failing(Exception failure) {
        return new FakeChange(Optional.empty(), () -> {
            throw failure;
        });
    }

    /** An entry whose lookup takes until it is released. */
    static FakeChange slow(CountDownLatch begun, CountDownLatch released) {
        return new FakeChange(Optional.empty(), () -> {
            begun.countDown();
            released.await();
            return "";
        });
    }

    /** Makes the calling thread's statement one whose changes cannot be judged. */
    public static void expectFailing(PolicyGate gate, Exception failure) {
        gate.changes().expect(List.of(failing(failure)), new PolicyCheck(() -> gate, null));
    }

    int judged() {
        return judged;
    }

    int undone() {
        return undone;
    }

    @Override
    public Resource resource() {
        return new Resource.Table(List.of("fake", "t"));
    }

    @Override
    public Optional<Resource.Location> uncovered() {
        judged++;
        try {
            lookup.call();
        } catch (Exception e) {
            FakeChange.<RuntimeException>throwUndeclared(e);
        }
        return location;
    }

    /** Throws as Scala does: a checked exception that is not declared. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void throwUndeclared(Exception failure) throws E {
        throw (E) failure;
    }

    /** As an entry without an owner. */
    @Override
    public boolean isOwn(boolean completed, Predicate<String> user) {
        return completed;
    }

    @Override
    public boolean undo() {
        undone++;
        return true;
    }
}
