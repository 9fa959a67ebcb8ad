package org.sparklaunch.livy.server.driver.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.server.driver.endpoint.DriverHttpResources;
import org.sparklaunch.livy.server.driver.endpoint.JarStore;
import org.sparklaunch.livy.server.driver.endpoint.UploadStore;
import org.sparklaunch.livy.server.driver.launch.DriverPlacement;
import org.sparklaunch.livy.server.driver.process.ApplicationLauncher;
import org.sparklaunch.livy.server.driver.process.ApplicationProcess;
import org.sparklaunch.livy.server.driver.process.ApplicationSpec;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.settings.ClusterAccess;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.WorkerPlacementConfig;
import org.sparklaunch.platform.quantity.MemorySize;

/** Places drivers on the workers of a standalone cluster. */
public final class WorkerPlacement implements DriverPlacement {
    private static final String NOT_OURS = "none";

    private final HandoverBundles bundles;
    private final SubmissionRequest submissions;
    private final PendingHandovers handovers;
    private final MasterClient master;
    private final WorkerOutput output;
    private final DriverMonitor watch;
    private final JarStore jars;
    private final UploadStore uploads;

    private WorkerPlacement(DriverConfig config, WorkerPlacementConfig cluster, InetSocketAddress endpoint, Path state)
            throws IOException {
        this.bundles = new HandoverBundles(config, endpoint);
        this.jars = JarStore.of(config.classPath());
        this.handovers = new PendingHandovers(state.resolve("handovers"));
        this.uploads = UploadStore.of(state.resolve("sessions"));
        this.master =
                new MasterClient(cluster.masterRest(), ClusterAccess.of(config).pagePassword());
        this.output = new WorkerOutput(master, cluster.masterPages());
        this.submissions = new SubmissionRequest(config, endpoint, jars);
        this.watch = DriverMonitor.start(this.handovers);
    }

    /**
     * Opens the placement.
     *
     * @param endpoint where they are to dial, with the port that was really bound
     * @param state the folder with those of all sessions
     */
    public static WorkerPlacement open(
            DriverConfig config, WorkerPlacementConfig cluster, InetSocketAddress endpoint, Path state)
            throws IOException {
        return new WorkerPlacement(config, cluster, endpoint, state);
    }

    @Override
    public DriverLauncher sessions() {
        return new Sessions();
    }

    @Override
    public ApplicationLauncher applications() {
        return new Applications();
    }

    @Override
    public DriverHttpResources httpResources() {
        return new DriverHttpResources(handovers, jars, uploads);
    }

    private final class Sessions implements DriverLauncher {
        @Override
        public DriverProcess launch(DriverSpec spec) throws IOException {
            Placed placed = new Placed(spec.folder(), spec.folder().stderr());
            return submit(placed, bundles.of(spec), spec.cores(), spec.memory());
        }

        @Override
        public DriverProcess find(DriverIdentity identity, DriverFolder folder) {
            return watch(identity, new Placed(folder, folder.stderr()));
        }

        /**
         * The pid belongs to another host. The driver's folder has its submission, recorded when the driver fetched its
         * settings.
         */
        @Override
        public Optional<DriverProcess> adopt(long pid, DriverFolder folder) {
            return submission(folder)
                    .map(name -> watch(new DriverIdentity.OfSubmission(name), new Placed(folder, folder.stderr())));
        }

        /** The driver may run on another machine. */
        @Override
        public String addressOf(Path file) {
            return UploadStore.address(file);
        }
    }

    private final class Applications implements ApplicationLauncher {
        @Override
        public ApplicationProcess launch(ApplicationSpec spec) throws IOException {
            Placed placed = new Placed(spec.folder(), spec.folder().stdout());
            DriverProcess driver = submit(placed, bundles.of(spec), spec.cores(), spec.memory());
            return new ApplicationProcess(driver, spec.folder());
        }

        @Override
        public ApplicationProcess find(DriverIdentity identity, DriverFolder folder) {
            return new ApplicationProcess(watch(identity, new Placed(folder, folder.stdout())), folder);
        }
    }

    /** A driver's local folder, and the file in it for its error stream. */
    private record Placed(DriverFolder folder, Path errors) {}

    private DriverProcess submit(Placed placed, HandoverBundle bundle, int cores, MemorySize memory)
            throws IOException {
        DriverFolder folder = placed.folder();
        folder.createPrivate(folder.stdout());
        folder.createPrivate(folder.stderr());
        String secret = handovers.offer(folder, bundle);
        try {
            String submission =
                    master.submit(submissions.request(PendingHandovers.name(folder), secret, cores, memory));
            Files.writeString(folder.submission(), submission);
            return watch.add(new WorkerDriverProcess(submission, folder, placed.errors(), master, output));
        } catch (IOException e) {
            handovers.withdraw(folder);
            throw e;
        }
    }

    private static Optional<String> submission(DriverFolder folder) {
        try {
            return Files.exists(folder.submission())
                    ? Optional.of(Files.readString(folder.submission()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.submission(), e);
        }
    }

    private DriverProcess watch(DriverIdentity identity, Placed placed) {
        DriverFolder folder = placed.folder();
        // A driver of a launch that had them beside the server is none that a master knows.
        String submission = identity instanceof DriverIdentity.OfSubmission known ? known.submission() : NOT_OURS;
        List.of(folder.stdout(), folder.stderr()).forEach(WorkerPlacement::empty);
        return watch.add(new WorkerDriverProcess(submission, folder, placed.errors(), master, output));
    }

    /** Empties the file, since the output is copied from the beginning again. */
    private static void empty(Path file) {
        try {
            if (Files.exists(file.getParent())) {
                Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + file, e);
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
