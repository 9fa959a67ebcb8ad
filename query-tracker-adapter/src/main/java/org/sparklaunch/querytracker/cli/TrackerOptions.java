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
import org.sparklaunch.querytracker.client.Identity;
import org.sparklaunch.querytracker.client.TrackerClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that choose the tracker and the user. */
final class TrackerOptions {
    @Option(
            names = "--tracker",
            paramLabel = "URL",
            description =
                    "Address of the tracker, such as http://127.0.0.1:8999; default: the announced one of the cluster.")
    private @Nullable URI tracker;

    @Option(names = "--user", paramLabel = "NAME", description = "User to act as; default: your account.")
    private String user = System.getProperty("user.name");

    @Option(
            names = "--credentials-file",
            paramLabel = "FILE",
            description = "Credentials for a tracker that requires authentication: one line, USER:PASSWORD or a JWT.")
    private @Nullable Path credentials;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description = "Certificates (PEM) of a tracker with HTTPS or of its authority to trust, in addition to"
                    + " those of Java.")
    private @Nullable Path trust;

    @Mixin
    private ZooKeeperOptions cluster = new ZooKeeperOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    TrackerClient connect() {
        return new TrackerClient(tracker == null ? announced() : checked(tracker), identity(), trusted());
    }

    private URI checked(URI address) {
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--tracker " + address + " is not an address such as http://127.0.0.1:8999");
        }
        return address;
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
                            "no query tracker is announced under " + cluster.discoveryPath()
                                    + "; launch with --enable-query-tracker, or give an address with --tracker"));
        }
    }
}
