package org.sparklaunch.launcher.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.sparklaunch.metastore.MetastoreConfig.Database;

/** Where the sessions of a launch find tables. */
public sealed interface MetastoreSpec {

    /** No tables: sessions have temporary views only. */
    record None() implements MetastoreSpec {}

    /**
     * A metastore of this launch.
     *
     * @param database where it keeps the catalog; empty for the data folder
     * @param dataDir the absolute folder of what outlasts the launch
     * @param warehouse the URI of the folder of tables
     */
    record Own(OptionalInt port, Optional<Database> database, Path dataDir, String warehouse) implements MetastoreSpec {
        private static final String LOCAL = "file:";

        /** Returns the folder of tables; empty when another file system has it. */
        public Optional<Path> localWarehouse() {
            return warehouse.startsWith(LOCAL)
                    ? Optional.of(Path.of(warehouse.substring(LOCAL.length())))
                    : Optional.empty();
        }
    }

    /**
     * A metastore that exists.
     *
     * @param uris one or more addresses, with commas between them
     * @param warehouse the URI of the folder of new databases
     */
    record Existing(String uris, Path dataDir, String warehouse) implements MetastoreSpec {}
}
