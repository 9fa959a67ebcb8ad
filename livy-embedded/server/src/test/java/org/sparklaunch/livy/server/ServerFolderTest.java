package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFolderTest {
    @TempDir
    Path place;

    @Test
    void isCreatedForItsOwnerOnly() throws IOException {
        try (ServerFolder folder = take(Duration.ZERO)) {
            assertThat(folder.resolve("x")).isEqualTo(place.resolve("state").resolve("x"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.resolve("state"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isLockedOnceTheEarlierServerHasClosed() throws Exception {
        ServerFolder before = take(Duration.ZERO);
        CompletableFuture<ServerFolder> after = CompletableFuture.supplyAsync(() -> {
            try {
                return take(Duration.ofSeconds(30));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(after).isNotDone();

        before.close();

        after.get(30, TimeUnit.SECONDS).close();
    }

    @Test
    void serverThatKeepsTheFolderIsReportedWithAdvice() throws IOException {
        try (ServerFolder before = take(Duration.ZERO)) {
            assertThatThrownBy(() -> take(Duration.ofMillis(1)))
                    .hasMessageContaining("another Livy server uses the state folder " + place.resolve("state"))
                    .hasMessageContaining("stop it, or start this one with another state folder");
            assertThat(before).isNotNull();
        }
    }

    private ServerFolder take(Duration limit) throws IOException {
        return ServerFolder.take(place.resolve("state"), limit);
    }
}
