package org.sparklaunch.querytracker.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A session of {@link FakeLivy}; guarded by the server's lock. */
final class FakeSession {
    final int id;
    final String name;
    final String owner;
    final String proxyUser;
    final Map<String, String> conf;
    final List<FakeStatement> statements = new ArrayList<>();
    String state;
    int looks;

    FakeSession(int id, String name, String owner, String proxyUser, Map<String, String> conf, String state) {
        this.id = id;
        this.name = name;
        this.owner = owner;
        this.proxyUser = proxyUser;
        this.conf = conf;
        this.state = state;
    }

    String shownState() {
        boolean busy = statements.stream().anyMatch(s -> s.state.equals("running"));
        return state.equals("idle") && busy ? "busy" : state;
    }

    boolean isSettled() {
        return !state.equals("starting") && !state.equals("recovering");
    }
}
