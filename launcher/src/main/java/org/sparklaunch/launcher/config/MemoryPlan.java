package org.sparklaunch.launcher.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.livy.settings.MemoryOverhead;
import org.sparklaunch.platform.quantity.MemorySize;

/** Adds up the memory that a fully used cluster needs, item by item. */
public final class MemoryPlan {
    /** Heap of Spark's master and of each worker's own JVM, which run no code of users. */
    public static final MemorySize DAEMON = new MemorySize(512);
    /** Heap of the Livy server: it holds states and bounded outputs, drivers hold the data. */
    public static final MemorySize LIVY_SERVER = new MemorySize(128);
    /** Heap of the query tracker. */
    public static final MemorySize QUERY_TRACKER = new MemorySize(192);

    /** Heap of the metastore: it keeps rows of the catalog, drivers hold the data. */
    public static final MemorySize METASTORE = new MemorySize(256);

    private static final MemorySize SUPERVISOR = new MemorySize(256);
    /** What a JVM of the product needs besides its heap. */
    private static final MemorySize BESIDES_HEAP = new MemorySize(128);

    private final List<Item> items = new ArrayList<>();

    private record Item(String what, MemorySize need) {}

    private MemoryPlan() {}

    /** Returns the plan of a cluster. */
    public static MemoryPlan of(ClusterSpec spec) {
        MemoryPlan plan = new MemoryPlan();
        WorkerSpec workers = spec.workers();
        plan.items.add(new Item("spark-launch with ZooKeeper", SUPERVISOR));
        if (spec.role().runsMaster()) {
            plan.items.add(new Item("Spark master", DAEMON));
        }
        if (spec.role().runsWorkers()) {
            plan.addWorkers(workers);
        }
        spec.livy().ifPresent(plan::addLivy);
        spec.metastore()
                .filter(MetastoreSpec.Own.class::isInstance)
                .ifPresent(m -> plan.items.add(new Item("metastore", METASTORE.plus(BESIDES_HEAP))));
        spec.queryTracker().ifPresent(t -> plan.items.add(new Item("query tracker", QUERY_TRACKER.plus(BESIDES_HEAP))));
        spec.history().ifPresent(h -> plan.items.add(new Item("Spark history server", DAEMON.plus(BESIDES_HEAP))));
        return plan;
    }

    private void addWorkers(WorkerSpec workers) {
        items.add(new Item("Spark worker daemons: " + workers.count() + " x " + DAEMON, DAEMON.times(workers.count())));
        items.add(new Item(
                "executors: " + workers.count() + " x --worker-memory " + workers.memory(),
                workers.memory().times(workers.count())));
    }

    private void addLivy(LivySpec livy) {
        items.add(new Item("Livy server", LIVY_SERVER.plus(BESIDES_HEAP)));
        MemorySize heap = livy.drivers().memory();
        MemorySize overhead = MemoryOverhead.of(heap);
        int sessions = livy.sessions().max();
        String drivers = "session drivers: --livy-max-sessions " + sessions + " x ";
        if (livy.drivers().onWorkers()) {
            // They take their memory from the workers, wherever those are.
            items.add(
                    new Item(drivers + "--livy-driver-memory " + heap + ", in the workers' memory", new MemorySize(0)));
        } else {
            items.add(new Item(
                    drivers + "(--livy-driver-memory " + heap + " + overhead " + overhead + ")" + warmNote(livy),
                    heap.plus(overhead).times(sessions)));
        }
    }

    /**
     * Returns a warning when drivers run on workers and those of this launch cannot hold all of them. It is not an error, since
     * workers of other machines may join.
     */
    public static Optional<String> warnOfFewWorkers(ClusterSpec spec) {
        if (!spec.drivesOnWorkers() || spec.role() != Role.ALL) {
            return Optional.empty();
        }
        LivySpec livy = spec.livy().orElseThrow();
        WorkerSpec workers = spec.workers();
        long each = Math.min(
                workers.memory().mebibytes() / livy.drivers().memory().mebibytes(),
                workers.cores() / livy.drivers().cores());
        long room = each * workers.count();
        return room > livy.sessions().max()
                ? Optional.empty()
                : Optional.of("the " + workers.count() + " workers of this launch have room for " + room + " of "
                        + livy.sessions().max() + " session drivers, and sessions need executors too; increase"
                        + " --worker-num, --worker-cores or --worker-memory, or add workers on other hosts");
    }

    /** Sessions and warm drivers together stay within the limit, so warm drivers need no memory of their own. */
    private static String warmNote(LivySpec livy) {
        int warm = livy.sessions().warm();
        return warm == 0 ? "" : ", " + warm + " of them warm, without a session (--livy-warm-sessions)";
    }

    /** Returns the sum. */
    public MemorySize total() {
        return items.stream().map(Item::need).reduce(new MemorySize(0), MemorySize::plus);
    }

    /** Returns one line for each item, and the sum. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        items.forEach(item -> text.append(line(item.need(), item.what())));
        return text.append(line(total(), "in total")).toString().stripTrailing();
    }

    private static String line(MemorySize size, String what) {
        return String.format(Locale.ROOT, "%10d MiB  %s%n", size.mebibytes(), what);
    }

    /**
     * Refuses a cluster that the machine cannot hold.
     *
     * @throws CommandException with the sum, the limit and what to lower
     */
    public void checkFits(MachineMemory machine) {
        if (total().compareTo(machine.total()) > 0) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the cluster needs " + total() + ", but " + machine.source() + " is " + machine.total()
                            + "; lower --livy-max-sessions, --livy-driver-memory, --worker-num or --worker-memory:\n"
                            + describe());
        }
    }
}
