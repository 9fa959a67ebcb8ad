package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTableTest {

    @ParameterizedTest
    @MethodSource("org.sparklaunch.livy.protocol.SampleMessages#driverMessages")
    void readsADriverMessageAsItWasWritten(DriverMessage message) throws IOException {
        byte[] body = bytes(out -> DriverMessageTable.TABLE.write(message, out));

        DriverMessage read = DriverMessageTable.TABLE.read(input(body));

        assertThat(read).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("org.sparklaunch.livy.protocol.SampleMessages#serverMessages")
    void readsAServerMessageAsItWasWritten(ServerMessage message) throws IOException {
        byte[] body = bytes(out -> ServerMessageTable.TABLE.write(message, out));

        ServerMessage read = ServerMessageTable.TABLE.read(input(body));

        assertThat(read).isEqualTo(message);
    }

    @Test
    void typeWithoutAFormatIsRefused() {
        assertThatThrownBy(() -> new MessageTable<>("server", ServerMessage.class, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no format for class");
    }

    @Test
    void twoFormatsWithOneCodeAreRefused() {
        MessageFormat<ServerMessage.Shutdown> format = new MessageFormat<>(
                1, ServerMessage.Shutdown.class, (m, out) -> {}, in -> new ServerMessage.Shutdown());

        assertThatThrownBy(() -> new MessageTable<>("server", ServerMessage.class, List.of(format, format)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two formats for code 1");
    }

    @Test
    void carriesStringsOfMoreThan64KiB() throws IOException {
        ServerMessage large = new ServerMessage.RunStatement(0, SessionKind.SPARK, "x".repeat(1_000_000));
        byte[] body = bytes(out -> ServerMessageTable.TABLE.write(large, out));

        assertThat(ServerMessageTable.TABLE.read(input(body))).isEqualTo(large);
    }

    @Test
    void showsNoValuesOfAClaim() {
        ServerMessage claim = new ServerMessage.Claim(Map.of("spark.sql.some.password", "canary"));

        assertThat(claim.toString()).contains("spark.sql.some.password").doesNotContain("canary");
    }

    @Test
    void showsNoSettingsOfGuests() {
        ServerMessage host = new ServerMessage.Host(Map.of("7", Map.of("spark.sql.some.password", "canary")));

        assertThat(host.toString()).contains("7").doesNotContain("canary");
    }

    @Test
    void refusesAnUnknownType() {
        byte[] body = {99};

        assertThatThrownBy(() -> ServerMessageTable.TABLE.read(input(body)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("unknown server message type 99");
        assertThatThrownBy(() -> DriverMessageTable.TABLE.read(input(body)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("unknown driver message type 99");
    }

    @Test
    void refusesAStringLongerThanAFrame() throws IOException {
        byte[] body = bytes(out -> {
            out.writeByte(3);
            out.writeInt(0);
            out.writeUTF("SQL");
            out.writeInt(Integer.MAX_VALUE);
        });

        assertThatThrownBy(() -> ServerMessageTable.TABLE.read(input(body)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("2147483647 bytes");
    }

    @Test
    void refusesAnUnknownKind() throws IOException {
        byte[] body = bytes(out -> {
            out.writeByte(3);
            out.writeInt(0);
            out.writeUTF("COBOL");
        });

        assertThatThrownBy(() -> ServerMessageTable.TABLE.read(input(body)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("unknown SessionKind COBOL");
    }

    @Test
    void failsOnATruncatedBody() throws IOException {
        byte[] whole = bytes(out -> ServerMessageTable.TABLE.write(new ServerMessage.Welcome(1), out));
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);

        assertThatThrownBy(() -> ServerMessageTable.TABLE.read(input(cut))).isInstanceOf(EOFException.class);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream input(byte[] body) {
        return new DataInputStream(new ByteArrayInputStream(body));
    }
}
