package org.sparklaunch.launcher.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.commands.PlainReason;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.DefaultPorts;
import org.sparklaunch.launcher.config.MetastoreSpec;
import org.sparklaunch.launcher.process.Ports;
import org.sparklaunch.launcher.process.TcpProbe;
import org.sparklaunch.launcher.spark.MetastoreDaemon;
import org.sparklaunch.launcher.spark.SparkSecurity;
import org.sparklaunch.launcher.spark.TableSettings;
import org.sparklaunch.launcher.state.DataFolder;
import org.sparklaunch.metastore.MetastoreConfig;
import org.sparklaunch.metastore.MetastoreConfig.Access;
import org.sparklaunch.metastore.MetastoreConfig.Database;
import org.sparklaunch.metastore.MetastoreConfig.Warehouse;
import org.sparklaunch.pages.ClusterSecret;
import org.sparklaunch.platform.file.PrivateFiles;

/** Plans where sessions find tables, and the metastore of this launch with its port, before it runs. */
final class MetastorePlan {
    private static final String NAME = "metastore";
    private static final String HADOOP = "spark.hadoop.";

    private final TableSettings tables;
    private final Optional<MetastoreConfig> own;

    private MetastorePlan(TableSettings tables, Optional<MetastoreConfig> own) {
        this.tables = tables;
        this.own = own;
    }

    static MetastorePlan of(ClusterSpec spec, Ports ports, SparkSecurity security) {
        MetastoreSpec wanted = spec.metastore().orElse(null);
        if (wanted instanceof MetastoreSpec.Own own) {
            return own(own, spec, ports, security);
        } else if (wanted instanceof MetastoreSpec.Existing existing) {
            TableSettings tables = TableSettings.of(existing.uris(), existing.warehouse(), false);
            return new MetastorePlan(tables, Optional.empty());
        }
        return new MetastorePlan(wanted == null ? TableSettings.OPERATORS : TableSettings.NONE, Optional.empty());
    }

    private static MetastorePlan own(MetastoreSpec.Own wanted, ClusterSpec spec, Ports ports, SparkSecurity security) {
        String host = spec.host();
        int port = ports.choose(NAME, wanted.port(), DefaultPorts.METASTORE);
        Optional<String> password =
                security.shared().map(SparkSecurity.Shared::secret).map(ClusterSecret::metastorePassword);
        Database database = wanted.database().orElseGet(() -> Database.derby(catalog(wanted.dataDir())));
        wanted.localWarehouse().ifPresent(folder -> createWarehouse(folder, wanted.dataDir()));
        return new MetastorePlan(
                TableSettings.of(uri(host, port), wanted.warehouse(), password.isPresent()),
                Optional.of(new MetastoreConfig(
                        host,
                        port,
                        new Warehouse(wanted.warehouse(), hadoopSettings(spec.sparkConf())),
                        database,
                        new Access(password, !spec.drivesOnWorkers()))));
    }

    /** The metastore creates and deletes folders in the file system of the tables. */
    private static Map<String, String> hadoopSettings(Map<String, String> sparkConf) {
        return sparkConf.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(HADOOP))
                .collect(Collectors.toMap(setting -> setting.getKey().substring(HADOOP.length()), Map.Entry::getValue));
    }

    private static Path catalog(Path dataDir) {
        return DataFolder.open(dataDir).folder(NAME).resolve("derby");
    }

    /** Closes a new folder to other accounts. One that exists keeps its permissions: workers of other accounts may use it. */
    private static void createWarehouse(Path folder, Path dataDir) {
        if (folder.startsWith(dataDir)) {
            // Also with a catalog on a database server, the folder must not belong to another account.
            DataFolder.open(dataDir);
        }
        try {
            PrivateFiles.createFolders(folder);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "cannot create the warehouse " + folder + ": " + PlainReason.of(e) + "; choose another --warehouse",
                    e);
        }
    }

    private static String uri(String host, int port) {
        return "thrift://" + host + ":" + port;
    }

    TableSettings tables() {
        return tables;
    }

    /** Returns the metastore; empty when this launch runs none. */
    Optional<Component> component(Supplier<MetastoreDaemon> daemon) {
        return own.map(config -> new Component(
                NAME,
                daemon.get().process(config),
                () -> TcpProbe.isOpen(config.host(), config.port()),
                new ServiceInstance(ServiceType.METASTORE, "1", uri(config.host(), config.port()))));
    }
}
