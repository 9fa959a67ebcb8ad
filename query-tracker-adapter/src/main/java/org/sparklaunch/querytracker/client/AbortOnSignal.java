package org.sparklaunch.querytracker.client;

import org.sparklaunch.commands.CommandException;

/** Aborts a query when a signal ends the process first. */
public final class AbortOnSignal {
    private final Thread hook;

    private AbortOnSignal(Thread hook) {
        this.hook = hook;
    }

    public static AbortOnSignal install(TrackerClient client, String id) {
        Thread hook = new Thread(() -> abort(client, id), "abort-query");
        Runtime.getRuntime().addShutdownHook(hook);
        return new AbortOnSignal(hook);
    }

    private static void abort(TrackerClient client, String id) {
        try {
            client.post("abort_query", TrackerClient.JSON.createObjectNode().put("query_id", id));
        } catch (CommandException e) {
            // The process is ending, so the message is all that can be done.
            System.err.println("query " + id + " was not aborted: " + e.getMessage());
        }
    }

    public void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending, and the hook runs.
        }
    }
}
