package org.sparklaunch.livy.driver.python;

import java.net.InetAddress;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.interpreter.JobRunner;
import org.sparklaunch.livy.driver.kernel.KernelBridge;
import org.sparklaunch.platform.digest.RandomBytes;
import py4j.ClientServer;

/**
 * The py4j server of one Python kernel. Each Python thread has a Java thread of its own, as PySpark's pinned threads require.
 */
final class PythonBridge implements KernelBridge {

    private static final int SECRET_BYTES = 32;

    private final ClientServer server;
    private final String secret;
    private final PythonJobs jobs;

    private PythonBridge(ClientServer server, String secret, PythonJobs jobs) {
        this.server = server;
        this.secret = secret;
        this.jobs = jobs;
    }

    /** Listens on a free port of the loopback interface. */
    static PythonBridge open(SparkSession spark) {
        String secret = RandomBytes.hex(SECRET_BYTES);
        PythonJobs jobs = new PythonJobs();
        ClientServer server = new ClientServer.ClientServerBuilder(new PythonEntryPoint(spark, jobs))
                .authToken(secret)
                .javaPort(0)
                .javaAddress(InetAddress.getLoopbackAddress())
                .build();
        server.startServer(true);
        return new PythonBridge(server, secret, jobs);
    }

    int port() {
        return server.getJavaServer().getListeningPort();
    }

    String secret() {
        return secret;
    }

    @Override
    public Optional<JobRunner> jobs() {
        return Optional.of(jobs);
    }

    @Override
    public void died() {
        jobs.close();
    }

    @Override
    public void close() {
        jobs.close();
        server.shutdown();
    }
}
