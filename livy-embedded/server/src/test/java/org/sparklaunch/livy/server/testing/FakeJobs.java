package org.sparklaunch.livy.server.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.ServerMessage;

/**
 * The jobs and resources of a {@link FakeDriver}, guarded by its lock. A job's payload says what becomes of it: {@code hold}
 * runs until it is cancelled or finished by the test, {@code fail} fails, everything else is its own result. A resource
 * whose uri ends in {@code broken} cannot be added.
 */
final class FakeJobs {
    private final Consumer<LongFunction<DriverMessage.Event>> reports;
    private final Map<Integer, String> held = new TreeMap<>();
    private final List<Integer> taken = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private boolean answering = true;

    FakeJobs(Consumer<LongFunction<DriverMessage.Event>> reports) {
        this.reports = reports;
    }

    void answerResources(boolean answer) {
        answering = answer;
    }

    int lastAccepted() {
        return taken.isEmpty() ? 0 : taken.get(taken.size() - 1);
    }

    List<Integer> taken() {
        return List.copyOf(taken);
    }

    List<String> resources() {
        return List.copyOf(resources);
    }

    void obey(ServerMessage message) {
        if (message instanceof ServerMessage.RunJob run && run.job() > lastAccepted()) {
            taken.add(run.job());
            start(run);
        } else if (message instanceof ServerMessage.CancelJob cancel && held.remove(cancel.job()) != null) {
            end(cancel.job(), JobState.CANCELLED, null, null);
        } else if (message instanceof ServerMessage.AddResource add) {
            resources.add(add.uri());
            String error = add.uri().endsWith("broken") ? "java.io.FileNotFoundException: " + add.uri() : null;
            if (answering) {
                reports.accept(sequence -> new DriverMessage.ResourceAdded(sequence, add.request(), error));
            }
        }
    }

    private void start(ServerMessage.RunJob run) {
        reports.accept(sequence -> new DriverMessage.JobStarted(sequence, run.job()));
        switch (run.payload()) {
            case "hold" -> held.put(run.job(), run.payload());
            case "fail" -> end(run.job(), JobState.FAILED, null, "java.lang.IllegalStateException: as asked");
            case "none" -> end(run.job(), JobState.SUCCEEDED, null, null);
            default -> end(run.job(), JobState.SUCCEEDED, run.payload(), null);
        }
    }

    void finish(int job) {
        end(job, JobState.SUCCEEDED, held.remove(job), null);
    }

    private void end(int job, JobState state, String result, String error) {
        reports.accept(sequence -> new DriverMessage.JobFinished(sequence, job, state, result, error));
    }
}
