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

/** Brings what clients sent to the session from the server's machine to this one, where both are not the same. */
public final class UploadFetch {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 60_000;

    private final ServerEndpoint server;
    private final Path folder;

    /** Takes whom to ask and where files are to lie, each in a folder of its own. */
    public UploadFetch(ServerEndpoint server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** The address under which Spark finds what the order names: another one than that only for an upload. */
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
                throw new IOException("the Livy server has no upload " + address.name()
                        + " for this session (it answered " + connection.getResponseCode() + "); send it again");
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
