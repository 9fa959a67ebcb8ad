package org.sparklaunch.livy.driver.python;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.spark.sql.SparkSession;
import py4j.ClientServer;

/**
 * The py4j server of one Python kernel: each Python thread has a Java thread of its own, as PySpark's pinned threads
 * want it.
 */
final class PythonBridge implements AutoCloseable {

    private final ClientServer server;
    private final String secret;

    private PythonBridge(ClientServer server, String secret) {
        this.server = server;
        this.secret = secret;
    }

    /** Listens on a free port of the loopback interface. */
    static PythonBridge open(SparkSession spark) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        ClientServer server = new ClientServer.ClientServerBuilder(new PythonEntryPoint(spark))
                .authToken(secret)
                .javaPort(0)
                .javaAddress(InetAddress.getLoopbackAddress())
                .build();
        server.startServer(true);
        return new PythonBridge(server, secret);
    }

    int port() {
        return server.getJavaServer().getListeningPort();
    }

    String secret() {
        return secret;
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
