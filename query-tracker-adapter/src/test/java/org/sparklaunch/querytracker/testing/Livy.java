package org.sparklaunch.querytracker.testing;

import java.net.URI;
import org.sparklaunch.querytracker.livy.LivyCredentials;
import org.sparklaunch.querytracker.livy.LivyDirectory;
import org.sparklaunch.querytracker.livy.LivyServer;

/** Ways to a {@link FakeLivy}. */
public final class Livy {
    public static final LivyCredentials CREDENTIALS = new LivyCredentials(FakeLivy.SERVICE_KEY, false);

    private Livy() {}

    public static LivyServer server(URI address) {
        return new LivyServer(address, CREDENTIALS);
    }

    public static LivyDirectory directory(FakeLivy livy) {
        LivyServer server = server(livy.address());
        return cluster -> server;
    }
}
