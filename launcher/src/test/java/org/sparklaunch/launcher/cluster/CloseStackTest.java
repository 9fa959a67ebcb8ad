package org.sparklaunch.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseStackTest {
    private final List<String> closed = new ArrayList<>();
    private final CloseStack closeStack = new CloseStack();

    private void add(String name) {
        closeStack.add((AutoCloseable) () -> closed.add(name));
    }

    private void addFailing(String message) {
        closeStack.add((AutoCloseable) () -> {
            throw new IllegalStateException(message);
        });
    }

    @Test
    void resourcesAreClosedInReverseOrder() {
        add("first");
        add("second");

        closeStack.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void failureDoesNotKeepOthersOpenAndIsReported() {
        addFailing("lower");
        add("middle");
        addFailing("upper");

        assertThatThrownBy(closeStack::close)
                .hasMessage("upper")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("middle");
    }

    @Test
    void interruptedThreadClosesAllAndStaysInterrupted() {
        List<Boolean> seen = new ArrayList<>();
        closeStack.add((AutoCloseable) () -> seen.add(Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();

        closeStack.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).containsExactly(false);
    }
}
