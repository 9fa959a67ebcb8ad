package org.sparklaunch.querytracker.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.tls.TrustedCertificates;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which tracker, and as whom. */
final class TrackerOptions {
    @Option(
            names = "--tracker",
            paramLabel = "URL",
            description =
                    "Address of the tracker, such as http://127.0.0.1:8999; default: as the cluster announces it.")
    private @Nullable URI tracker;

    @Option(names = "--user", paramLabel = "NAME", description = "Whose query it is; default: who you are here.")
    private String user = System.getProperty("user.name");

    @Option(
            names = "--credentials-file",
            paramLabel = "FILE",
            description = "Proves who you are where the tracker wants that: one line, USER:PASSWORD or a JWT.")
    private @Nullable Path credentials;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description =
                    "Certificates (PEM) of a tracker that speaks HTTPS, or of who vouches for it, that are believed"
                            + " besides those that Java knows.")
    private @Nullable Path trust;

    @Mixin
    private ZooKeeperOptions cluster = new ZooKeeperOptions();

    TrackerClient connect() {
        return new TrackerClient(tracker == null ? announced() : tracker, identity(), trusted());
    }

    private SSLContext trusted() {
        try {
            return TrustedCertificates.context(trust == null ? List.of() : TrustedCertificates.read(trust));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    private Identity identity() {
        return credentials == null ? Identity.named(user) : Identity.read(credentials);
    }

    private URI announced() {
        try (Discovery discovery = cluster.connect()) {
            return discovery
                    .find(cluster.discoveryPath())
                    .find(ServiceType.QUERY_TRACKER)
                    .map(ServiceInstance::address)
                    .map(URI::create)
                    .orElseThrow(() -> new CommandException(
                            ExitCode.NOT_FOUND,
                            "No query tracker is announced under " + cluster.discoveryPath()
                                    + "; launch with --enable-query-tracker, or name one with --tracker"));
        }
    }
}
