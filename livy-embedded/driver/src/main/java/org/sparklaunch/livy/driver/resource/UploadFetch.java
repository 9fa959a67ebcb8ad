package org.sparklaunch.livy.driver.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sparklaunch.livy.driver.link.ServerEndpoint;
import org.sparklaunch.livy.protocol.UploadAddress;

/** Fetches uploaded files from the server when the driver runs on another host. */
public final class UploadFetch {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 60_000;

    private final ServerEndpoint server;
    private final Path folder;

    /** Fetches from the server into the folder, each file into a folder of its own. */
    public UploadFetch(ServerEndpoint server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Returns the address for Spark: a local file for an upload, otherwise the same address. */
    String resolve(String uri) throws IOException {
        UploadAddress address = UploadAddress.parse(uri).orElse(null);
        return address == null ? uri : fetch(address).toUri().toString();
    }

    private Path fetch(UploadAddress address) throws IOException {
        URI place = URI.create("http://" + server.host() + ":" + server.port() + address.requestPath());
        HttpURLConnection connection = (HttpURLConnection) place.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setRequestProperty(UploadAddress.PROOF, address.proof(server.secret()));
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException(
                        "the Livy server has no upload '" + address.name() + "' of this session (HTTP status "
                                + connection.getResponseCode() + "); upload the file again");
            }
            Path own = Files.createDirectories(folder.resolve(address.upload()));
            Path file = own.resolve(address.name());
            try (InputStream content = connection.getInputStream()) {
                Files.copy(content, file);
            }
            return file;
        } finally {
            connection.disconnect();
        }
    }
}
