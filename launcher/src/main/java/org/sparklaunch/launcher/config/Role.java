package org.sparklaunch.launcher.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.sparklaunch.discovery.ServiceType;

/** Which components of a cluster a launch runs. */
public enum Role {
    /** All of them; workers of other machines may join. */
    ALL,
    /** One master; several masters take over from each other. */
    MASTER,
    /** Workers of masters in other launches. */
    WORKER,
    /** The Livy server, the query tracker and the history server, for masters and workers of other launches. */
    LIVY;

    /** Returns the value of the option. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role parse(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown role '" + word + "'; give all, master, worker or livy"));
    }

    /** Returns whether a master runs here. */
    public boolean runsMaster() {
        return this == ALL || this == MASTER;
    }

    /** Returns whether workers run here. */
    public boolean runsWorkers() {
        return this == ALL || this == WORKER;
    }

    /** Returns whether a Livy server, a query tracker and a history server may run here. */
    public boolean runsServers() {
        return this == ALL || this == LIVY;
    }

    /** Returns whether masters are found through discovery instead of being started here. */
    public boolean joins() {
        return this != ALL;
    }

    /** Returns the services of this role that a cluster can have only once. */
    Set<ServiceType> exclusiveServices() {
        Set<ServiceType> exclusive = EnumSet.noneOf(ServiceType.class);
        if (this == ALL) {
            exclusive.add(ServiceType.MASTER);
        }
        return exclusive;
    }

    /** Returns the services of this role that other launches may run as well. */
    Set<ServiceType> sharedServices() {
        return switch (this) {
            case ALL, WORKER -> EnumSet.of(ServiceType.WORKER);
            case MASTER -> EnumSet.of(ServiceType.MASTER);
            case LIVY -> EnumSet.noneOf(ServiceType.class);
        };
    }
}
