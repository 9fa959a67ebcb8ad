package org.sparklaunch.livy.driver.policy;

import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.CurrentUserContext;

/**
 * Makes the user of a session known to Spark on the thread that runs a statement: Spark takes the owner of a table from there.
 * Threads are shared by sessions, so every statement sets it again.
 */
final class SessionUser {
    private final Supplier<PolicyGate> gate;

    SessionUser(Supplier<PolicyGate> gate) {
        this.gate = gate;
    }

    void enter() {
        String user = gate.get().user();
        if (user == null) {
            CurrentUserContext.CURRENT_USER().remove();
        } else {
            CurrentUserContext.CURRENT_USER().set(user);
        }
    }
}
