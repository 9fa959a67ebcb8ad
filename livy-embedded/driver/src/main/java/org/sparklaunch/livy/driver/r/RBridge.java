package org.sparklaunch.livy.driver.r;

import org.apache.spark.api.r.RAuthHelper;
import org.apache.spark.api.r.RBackend;
import org.sparklaunch.livy.driver.kernel.KernelBridge;
import org.sparklaunch.platform.process.DaemonThreads;
import scala.Tuple2;

/** Spark's backend for one R kernel; it finds the session's Spark session as the process's default one. */
final class RBridge implements KernelBridge {

    private final RBackend backend;
    private final int port;
    private final String secret;

    private RBridge(RBackend backend, int port, String secret) {
        this.backend = backend;
        this.port = port;
        this.secret = secret;
    }

    /** Listens on a free port of the loopback interface. */
    static RBridge open() {
        RBackend backend = new RBackend();
        Tuple2<Object, RAuthHelper> address = backend.init();
        DaemonThreads.start("r-backend", backend::run);
        return new RBridge(backend, (int) address._1(), address._2().secret());
    }

    int port() {
        return port;
    }

    String secret() {
        return secret;
    }

    @Override
    public void close() {
        backend.close();
    }
}
