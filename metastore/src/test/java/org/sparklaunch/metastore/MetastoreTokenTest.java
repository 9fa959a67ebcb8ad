package org.sparklaunch.metastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetastoreTokenTest {
    private static final String PASSWORD = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path dir;

    @Test
    void hadoopReadsTheFile() throws Exception {
        Path file =
                Files.write(dir.resolve("token"), MetastoreToken.of(PASSWORD).toFile());

        Credentials read = Credentials.readTokenStorageFile(file.toFile(), new Configuration(false));

        assertThat(read.numberOfTokens()).isEqualTo(1);
        assertThat(read.numberOfSecretKeys()).isZero();
        Token<?> token = read.getToken(new Text(MetastoreToken.SERVICE));
        assertThat(token.getKind()).hasToString("HIVE_DELEGATION_TOKEN");
        assertThat(token.getService()).hasToString(MetastoreToken.SERVICE);
        assertThat(new String(token.getPassword(), StandardCharsets.US_ASCII)).isEqualTo(PASSWORD);
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(MetastoreToken.of(PASSWORD).toString()).doesNotContain(PASSWORD);
    }

    @Test
    void emptyAndLongPasswordsAreRefused() {
        assertThatThrownBy(() -> MetastoreToken.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MetastoreToken.of("x".repeat(128))).isInstanceOf(IllegalArgumentException.class);
    }
}
