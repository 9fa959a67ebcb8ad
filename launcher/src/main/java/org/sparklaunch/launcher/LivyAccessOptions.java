package org.sparklaunch.launcher;

import java.util.List;
import org.sparklaunch.launcher.config.LivyAccess;
import picocli.CommandLine.Option;

/** Who may act for whom and touch whose sessions at the Livy server; the names are those of Livy's own keys. */
final class LivyAccessOptions {
    @Option(
            names = "--livy-impersonation",
            description =
                    "Run sessions and batches as the users who ask for them (Spark's proxy user, for Hadoop's file"
                            + " systems), or as whom a superuser names with doAs or proxyUser.")
    boolean impersonation;

    @Option(
            names = "--livy-superusers",
            paramLabel = "USERS",
            split = ",",
            description = "Users who may act for everybody and touch everybody's sessions, with commas between them.")
    List<String> superusers = List.of();

    @Option(
            names = "--livy-access-control",
            description =
                    "Show everybody's sessions and their states to all users, as Livy's access control does, and let"
                            + " the three lists below hold; without it a session is its owner's alone.")
    boolean accessControl;

    @Option(
            names = "--livy-allowed-users",
            paramLabel = "USERS",
            split = ",",
            description = "Who may use the Livy server at all; default: everybody.")
    List<String> allowed = List.of();

    @Option(
            names = "--livy-modify-users",
            paramLabel = "USERS",
            split = ",",
            description = "Who may work in everybody's sessions; default: nobody.")
    List<String> modify = List.of();

    @Option(
            names = "--livy-view-users",
            paramLabel = "USERS",
            split = ",",
            description = "Who may see everybody's logs and statements; default: nobody.")
    List<String> view = List.of();

    LivyAccess request() {
        return new LivyAccess(impersonation, superusers, accessControl, allowed, modify, view);
    }
}
