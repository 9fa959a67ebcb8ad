package org.sparklaunch.querytracker.cli;

import org.sparklaunch.commands.CommandException;

/** Aborts a query when the process is told to end before the query did. */
final class AbortOnSignal {
    private final Thread hook;

    private AbortOnSignal(Thread hook) {
        this.hook = hook;
    }

    static AbortOnSignal install(TrackerClient client, String id) {
        Thread hook = new Thread(() -> abort(client, id), "abort-query");
        Runtime.getRuntime().addShutdownHook(hook);
        return new AbortOnSignal(hook);
    }

    private static void abort(TrackerClient client, String id) {
        try {
            client.post("abort_query", TrackerClient.JSON.createObjectNode().put("query_id", id));
        } catch (CommandException e) {
            // Nobody is left to do anything about it; say where it stands.
            System.err.println("Query " + id + " was not aborted: " + e.getMessage());
        }
    }

    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook does its work.
        }
    }
}
