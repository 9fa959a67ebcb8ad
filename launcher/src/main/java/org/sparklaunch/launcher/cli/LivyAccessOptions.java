package org.sparklaunch.launcher.cli;

import java.util.List;
import org.sparklaunch.launcher.config.LivyRequest;
import picocli.CommandLine.Option;

/** The options about the Livy server's users; the names are those of Livy's own keys. */
final class LivyAccessOptions {
    @Option(
            names = "--livy-impersonation",
            description = "Run sessions and batches as their users: as Spark's proxy user, for Hadoop's file systems. A"
                    + " superuser may name another user with doAs or proxyUser.")
    boolean impersonation;

    @Option(
            names = "--livy-superusers",
            paramLabel = "USERS",
            split = ",",
            description = "Users, separated by commas, who may act for all others and manage all sessions.")
    List<String> superusers = List.of();

    @Option(
            names = "--livy-access-control",
            description =
                    "Show all sessions and their states to all users, as Livy's access control does, and apply the"
                            + " three lists below; without it only its owner may use a session.")
    boolean accessControl;

    @Option(
            names = "--livy-allowed-users",
            paramLabel = "USERS",
            split = ",",
            description = "Users who may use the Livy server; default: all.")
    List<String> allowed = List.of();

    @Option(
            names = "--livy-modify-users",
            paramLabel = "USERS",
            split = ",",
            description = "Users who may run statements in all sessions; default: none.")
    List<String> modify = List.of();

    @Option(
            names = "--livy-view-users",
            paramLabel = "USERS",
            split = ",",
            description = "Users who may see the logs and statements of all sessions; default: none.")
    List<String> view = List.of();

    @Option(
            names = "--local-users",
            description =
                    "Serve all accounts of this machine without a password, each as itself: the kernel knows which"
                            + " account opened a connection. Without it, and without --authentication-file, the Livy"
                            + " server and the query tracker serve only the account of the launch and root.")
    boolean localUsers;

    LivyRequest.Access request() {
        return new LivyRequest.Access(impersonation, superusers, accessControl, allowed, modify, view, localUsers);
    }
}
