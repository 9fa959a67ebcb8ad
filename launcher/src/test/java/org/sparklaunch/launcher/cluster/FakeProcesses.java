package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sparklaunch.launcher.process.ChildProcess;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.process.ProcessStarter;

/** Processes that live until told otherwise, and a journal of what happened to them. */
final class FakeProcesses implements ProcessStarter {
    final List<String> journal = new ArrayList<>();
    final List<Fake> started = new ArrayList<>();

    @Override
    public ChildProcess start(ProcessSpec spec) {
        String name = spec.command().get(0);
        journal.add("start " + name);
        Fake fake = new Fake(name);
        started.add(fake);
        return fake;
    }

    final class Fake implements ChildProcess {
        private final String name;
        private volatile OptionalInt exit = OptionalInt.empty();

        Fake(String name) {
            this.name = name;
        }

        void crash(int code) {
            exit = OptionalInt.of(code);
        }

        @Override
        public long pid() {
            return 1;
        }

        @Override
        public OptionalInt exitCode() {
            return exit;
        }

        @Override
        public void stop(Duration limit) {
            journal.add("stop " + name);
            exit = OptionalInt.of(143);
        }

        @Override
        public void stopTree(Duration limit) {
            stop(limit);
        }
    }
}
