package org.sparklaunch.livy.server.driver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.protocol.UploadAddress;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.process.DriverFolder;

class UploadStoreTest {
    @TempDir
    Path sessions;

    private final SessionSecret secret = SessionSecret.generate();
    private final DriverDirectory directory = new DriverDirectory() {
        @Override
        public Optional<SessionSecret> secret(String driver) {
            return driver.equals("0") ? Optional.of(secret) : Optional.empty();
        }

        @Override
        public Optional<DriverListener> peer(String driver) {
            return Optional.empty();
        }
    };
    private Path file;
    private UploadAddress address;

    @BeforeEach
    void upload() throws IOException {
        Path folder = Files.createDirectories(
                new DriverFolder(sessions.resolve("0")).uploads().resolve("17"));
        file = Files.writeString(folder.resolve("a b.jar"), "classes");
        Files.writeString(new DriverFolder(sessions.resolve("0")).secret(), "canary");
        address = UploadAddress.parse(UploadStore.address(file)).orElseThrow();
    }

    private Optional<Path> find(String path, String proof) {
        return UploadStore.of(sessions).find(new FileRequest(path, proof), directory);
    }

    @Test
    void uploadIsFoundWithTheSessionsSecret() {
        assertThat(find(address.requestPath(), address.proof(secret))).contains(file);
    }

    @Test
    void uploadIsNotFoundWithoutTheSecret() {
        assertThat(find(address.requestPath(), "")).isEmpty();
        assertThat(find(address.requestPath(), "é")).isEmpty();
        assertThat(find(address.requestPath(), address.proof(SessionSecret.generate())))
                .isEmpty();
    }

    @Test
    void proofOfOneFileOpensNoOther() {
        UploadAddress other = new UploadAddress("0", "17", "other");

        assertThat(find(other.requestPath(), address.proof(secret))).isEmpty();
        assertThat(find(other.requestPath(), other.proof(secret))).isEmpty();
    }

    @Test
    void sessionThatIsNotKnownHasNone() {
        UploadAddress other = new UploadAddress("1", "17", "a b.jar");

        assertThat(find(other.requestPath(), other.proof(secret))).isEmpty();
    }

    @Test
    void noUploadIsServedToLocalDrivers() {
        assertThat(UploadStore.closed().find(new FileRequest(address.requestPath(), address.proof(secret)), directory))
                .isEmpty();
    }
}
