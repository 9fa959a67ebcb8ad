package org.sparklaunch.metastore;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.metastore.HiveMetaStore.HMSHandler;
import org.apache.hadoop.hive.metastore.IHMSHandler;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;
import org.sparklaunch.authentication.accounts.PortGuard;

/**
 * The main class of a metastore: Hive's own catalog service, from Spark's jars, behind the token of the launch. Its one argument
 * is the file of its settings. It listens once its database is open, so a connection proves that it is ready.
 *
 * <p>Hive's own main class authenticates clients by Kerberos or not at all.
 */
public final class MetastoreMain {
    private static final int FAILED = 1;

    /** Each driver keeps one connection, and each connection has a thread. */
    private static final int MOST_CONNECTIONS = 2000;

    private MetastoreMain() {}

    /** Serves until the process ends. */
    public static void main(String[] args) {
        try {
            serve(MetastoreConfig.read(Path.of(args[0])));
        } catch (IOException | MetaException | TTransportException | RuntimeException | Error e) {
            // Also for an error such as a thread that cannot be created: the threads of open connections would keep a
            // process alive that accepts connections and answers none, and the supervisor would not restart it.
            e.printStackTrace();
            // Last, since a failed launch shows the end of this log.
            System.err.println("metastore: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void serve(MetastoreConfig config) throws IOException, MetaException, TTransportException {
        if (config.database().isEmbedded()) {
            System.setProperty("derby.stream.error.method", MetastoreMain.class.getName() + ".derbyMessages");
            Runtime.getRuntime().addShutdownHook(new Thread(MetastoreMain::closeDerby, "derby-shutdown"));
        }
        HiveConf conf = new HiveConf();
        CatalogSettings.of(config, SchemaCheck.isComplete(config.database())).forEach(conf::set);
        IHMSHandler handler =
                HiveMetaStore.newRetryingHMSHandler(new HMSHandler(MetastoreToken.SERVICE, conf, false), conf);
        TServerSocket socket = new TServerSocket(new InetSocketAddress(config.host(), config.port()));
        TThreadPoolServer server = new TThreadPoolServer(new TThreadPoolServer.Args(socket)
                .processor(new ThriftHiveMetastore.Processor<>(handler))
                .transportFactory(transports(config))
                .protocolFactory(new TBinaryProtocol.Factory())
                .maxWorkerThreads(MOST_CONNECTIONS));
        server.setServerEventHandler(new ConnectionCleaner());
        System.out.println(
                "metastore: serves " + config.warehouse().uri() + " at " + config.host() + ":" + config.port());
        server.serve();
        throw new IOException("the server has stopped serving");
    }

    private static TTransportFactory transports(MetastoreConfig config) {
        PortGuard guard = config.access().ownAccount() ? PortGuard.ofOwnAccount("the metastore") : PortGuard.everyone();
        return config.access()
                .password()
                .map(MetastoreToken::of)
                .<TTransportFactory>map(token ->
                        new AuthenticatedTransports(token, guard, line -> System.err.println("metastore: " + line)))
                .orElseGet(TTransportFactory::new);
    }

    /** Returns where Derby writes its messages; it calls this by name. */
    public static java.io.OutputStream derbyMessages() {
        return System.err;
    }

    /** Derby reports every end as an error. After an end without this, it reads its log at the next start. */
    private static void closeDerby() {
        try {
            DriverManager.getConnection("jdbc:derby:;shutdown=true").close();
        } catch (SQLException e) {
            if (!"XJ015".equals(e.getSQLState())) {
                System.err.println("metastore: the database was not closed in order: " + e.getMessage());
            }
        }
    }
}
