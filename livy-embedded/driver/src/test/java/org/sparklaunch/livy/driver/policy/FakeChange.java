package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Optional;
import org.sparklaunch.livy.protocol.policy.Resource;

/** A change whose entry is at a location that the test chooses, or cannot be read. */
public final class FakeChange implements CatalogChange {
    private final Optional<Resource.Location> location;
    private final Optional<Exception> failure;
    private int judged;
    private int undone;

    private FakeChange(Optional<Resource.Location> location, Optional<Exception> failure) {
        this.location = location;
        this.failure = failure;
    }

    /** An entry that a right on it covers. */
    static FakeChange covered() {
        return new FakeChange(Optional.empty(), Optional.empty());
    }

    static FakeChange at(String place) {
        return new FakeChange(Optional.of(new Resource.Location(place)), Optional.empty());
    }

    static FakeChange failing(Exception failure) {
        return new FakeChange(Optional.empty(), Optional.of(failure));
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
        failure.ifPresent(FakeChange::throwUndeclared);
        return location;
    }

    /** Throws as Scala does. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void throwUndeclared(Exception failure) throws E {
        throw (E) failure;
    }

    @Override
    public boolean undo() {
        undone++;
        return true;
    }
}
