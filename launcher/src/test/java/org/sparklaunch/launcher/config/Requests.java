package org.sparklaunch.launcher.config;

import java.nio.file.Path;
import java.util.List;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.launcher.config.LaunchRequest.Machine;
import org.sparklaunch.launcher.config.LaunchRequest.Tracker;
import org.sparklaunch.launcher.config.LaunchRequest.Workers;
import org.sparklaunch.launcher.config.LivyRequest.Access;
import org.sparklaunch.launcher.config.LivyRequest.Drivers;
import org.sparklaunch.launcher.config.LivyRequest.Listen;
import org.sparklaunch.launcher.config.LivyRequest.Sessions;
import org.sparklaunch.launcher.config.LivyRequest.Tls;

/** Requests that are right, to be made wrong in one place. */
final class Requests {
    static final Workers WORKERS = new Workers(2, 1, "1g", null);
    static final Sessions SESSIONS = new Sessions(5, 0, false, "driver", 50);
    static final Drivers DRIVERS = new Drivers(1, "1g", "server", List.of());
    static final LivyRequest LIVY =
            new LivyRequest(new Listen(null, null, false), SESSIONS, DRIVERS, null, null, null, Access.NONE);

    /** The options about tables, as they are by default. */
    static final MetastoreRequest TABLES = MetastoreRequest.embedded(Path.of("/data"));

    private Requests() {}

    static LaunchRequest launch(Workers workers, LivyRequest livy, Tracker tracker, String... conf) {
        return new LaunchRequest(
                DiscoveryPath.DEFAULT, Machine.ALONE, null, workers, livy, tracker, null, TABLES, List.of(conf));
    }

    static LaunchRequest withLivy(LivyRequest livy) {
        return launch(WORKERS, livy, null);
    }

    static LivyRequest listening(Listen listen) {
        return new LivyRequest(listen, SESSIONS, DRIVERS, null, null, null, Access.NONE);
    }

    static LivyRequest withTls(Tls tls) {
        return listening(new Listen(null, null, false, false, List.of(), tls));
    }

    static LivyRequest withSessions(Sessions sessions) {
        return new LivyRequest(LIVY.listen(), sessions, DRIVERS, null, null, null, Access.NONE);
    }

    static LivyRequest withDrivers(Drivers drivers) {
        return new LivyRequest(LIVY.listen(), SESSIONS, drivers, null, null, null, Access.NONE);
    }

    static LivyRequest withAccess(Access access) {
        return new LivyRequest(LIVY.listen(), SESSIONS, DRIVERS, null, null, null, access);
    }

    static LivyRequest withFiles(Path policy, Path authentication) {
        return new LivyRequest(LIVY.listen(), SESSIONS, DRIVERS, policy, authentication, null, Access.NONE);
    }
}
