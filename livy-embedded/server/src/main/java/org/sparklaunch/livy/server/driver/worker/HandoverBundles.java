package org.sparklaunch.livy.server.driver.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.server.driver.launch.DriverProperties;
import org.sparklaunch.livy.server.driver.launch.SubmitArguments;
import org.sparklaunch.livy.server.driver.process.ApplicationSpec;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.settings.ClusterAccess;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;

/**
 * Builds what a driver on a worker fetches: the files and arguments that a driver on the server's machine has locally.
 */
final class HandoverBundles {
    /** The working folder as the driver's arguments name it. */
    private static final DriverFolder THERE = new DriverFolder(Path.of(HandoverBundle.FOLDER));

    private static final String PASSWORD = "page-password";

    private final DriverConfig config;
    private final ClusterAccess access;
    private final InetSocketAddress endpoint;

    HandoverBundles(DriverConfig config, InetSocketAddress endpoint) {
        this.config = config;
        this.access = ClusterAccess.of(config);
        this.endpoint = endpoint;
    }

    HandoverBundle of(DriverSpec spec) throws IOException {
        DriverFolder here = spec.folder();
        here.write(here.sparkProperties(), settings(spec.sparkConf()));
        // Paths in the file start from the file.
        here.write(here.driverProperties(), DriverProperties.of(config, endpoint, spec, new DriverFolder(Path.of(""))));
        return new HandoverBundle(
                SubmitArguments.of(spec, THERE),
                contents(List.of(here.sparkProperties(), here.driverProperties(), here.secret())));
    }

    HandoverBundle of(ApplicationSpec spec) throws IOException {
        DriverFolder here = spec.folder();
        here.write(here.sparkProperties(), settings(spec.sparkConf()));
        return new HandoverBundle(SubmitArguments.of(spec, THERE), contents(List.of(here.sparkProperties())));
    }

    private Map<String, String> settings(Map<String, String> sparkConf) {
        Map<String, String> settings = new LinkedHashMap<>(sparkConf);
        settings.putAll(access.settings(sparkConf, THERE.root().resolve(PASSWORD)));
        return settings;
    }

    private Map<String, byte[]> contents(List<Path> files) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        if (access.pagePasswordFile().isPresent()) {
            contents.put(PASSWORD, Files.readAllBytes(access.pagePasswordFile().get()));
        }
        if (access.metastoreTokenFile().isPresent()) {
            contents.put(
                    HandoverBundle.METASTORE_TOKEN,
                    Files.readAllBytes(access.metastoreTokenFile().get()));
        }
        for (Path file : files) {
            contents.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return contents;
    }
}
