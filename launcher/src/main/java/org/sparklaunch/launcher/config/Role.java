package org.sparklaunch.launcher.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.sparklaunch.discovery.ServiceType;

/** Which part of a cluster a launch runs. */
public enum Role {
    /** All of it; workers of other machines may join. */
    ALL,
    /** One master of possibly several, which take over from each other. */
    MASTER,
    /** Workers, for masters of other launches. */
    WORKER,
    /** The Livy server and what goes with it, for masters and workers of other launches. */
    LIVY;

    /** As users write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role parse(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + word + "' is no part of a cluster; give all, master, worker or livy"));
    }

    /** Whether a master runs here. */
    public boolean runsMaster() {
        return this == ALL || this == MASTER;
    }

    /** Whether workers run here. */
    public boolean runsWorkers() {
        return this == ALL || this == WORKER;
    }

    /** Whether a Livy server may run here, and a query tracker and a history server beside it. */
    public boolean runsServers() {
        return this == ALL || this == LIVY;
    }

    /** Whether masters are found in discovery rather than started here alone. */
    public boolean joins() {
        return this != ALL;
    }

    /** What a cluster can have only one of, of the parts that run here. */
    Set<ServiceType> alone() {
        Set<ServiceType> alone = EnumSet.noneOf(ServiceType.class);
        if (this == ALL) {
            alone.add(ServiceType.MASTER);
        }
        return alone;
    }

    /** What other launches may run as well. */
    Set<ServiceType> shared() {
        return switch (this) {
            case ALL, WORKER -> EnumSet.of(ServiceType.WORKER);
            case MASTER -> EnumSet.of(ServiceType.MASTER);
            case LIVY -> EnumSet.noneOf(ServiceType.class);
        };
    }
}
