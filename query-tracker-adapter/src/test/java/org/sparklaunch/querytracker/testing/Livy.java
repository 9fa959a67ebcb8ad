package org.sparklaunch.querytracker.testing;

import java.net.URI;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.querytracker.livy.LivyCredentials;
import org.sparklaunch.querytracker.livy.LivyDirectory;
import org.sparklaunch.querytracker.livy.LivyEndpoint;

/** Ways to a {@link FakeLivy}. */
public final class Livy {
    public static final LivyCredentials CREDENTIALS = new LivyCredentials(ServiceKey.of(FakeLivy.SERVICE_KEY), false);

    private Livy() {}

    public static LivyEndpoint server(URI address) {
        return new LivyEndpoint(address, CREDENTIALS);
    }

    public static LivyDirectory directory(FakeLivy livy) {
        LivyEndpoint server = server(livy.address());
        return cluster -> server;
    }
}
