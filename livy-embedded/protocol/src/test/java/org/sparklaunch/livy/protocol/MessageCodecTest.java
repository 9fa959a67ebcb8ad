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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {

    static Stream<DriverMessage> driverMessages() {
        return Stream.of(
                new DriverMessage.Hello(4711, -1, 0),
                new DriverMessage.SessionReady(1, "app-20261121-0000", "http://127.0.0.1:4040"),
                new DriverMessage.SessionReady(2, "app-20261121-0001", null),
                new DriverMessage.SessionFailed(3, "no master: 127.0.0.1:7077"),
                new DriverMessage.StatementStarted(4, 0, 1_795_226_645_077L),
                new DriverMessage.StatementFinished(5, 0, StatementState.AVAILABLE, "{\"status\":\"ok\"}", 1L),
                new DriverMessage.StatementFinished(Long.MAX_VALUE, 1, StatementState.CANCELLED, null, 0L),
                new DriverMessage.StatementProgress(2, 0.25, new TaskCounts(3, 1, 40, 10, 1L << 40)),
                new DriverMessage.JobStarted(6, 1),
                new DriverMessage.JobFinished(7, 1, JobState.SUCCEEDED, "AQAA", null),
                new DriverMessage.JobFinished(8, 2, JobState.FAILED, null, "java.lang.IllegalStateException: no"),
                new DriverMessage.ResourceAdded(9, 3, null),
                new DriverMessage.ResourceAdded(10, 4, "no such file"),
                new DriverMessage.GuestEnded(11, "7"),
                new DriverMessage.Candidates(1, List.of()),
                new DriverMessage.Candidates(2, List.of("map", "größe")),
                new DriverMessage.ResultOpened("ticket"),
                new DriverMessage.ResultLines("[1,\"日本\"]\n"),
                new DriverMessage.ResultEnded(null),
                new DriverMessage.ResultEnded("disk full"));
    }

    static Stream<ServerMessage> serverMessages() {
        return Stream.of(
                new ServerMessage.Welcome(17),
                new ServerMessage.Acknowledge(18),
                new ServerMessage.RunStatement(3, SessionKind.SQL, "select 'für 日本 \uD83D\uDE00'"),
                new ServerMessage.RunStatement(4, SessionKind.SPARK, ""),
                new ServerMessage.CancelStatement(3),
                new ServerMessage.RunJob(1, SessionKind.PYSPARK, "AQAA"),
                new ServerMessage.CancelJob(1),
                new ServerMessage.AddResource(2, ResourceType.PYFILE, "file:/tmp/a.py"),
                new ServerMessage.HoldToPolicy("alice", "allow alice read database sales\n"),
                new ServerMessage.Complete(1, SessionKind.SPARK, "sc.paral", 8),
                new ServerMessage.Claim(Map.of()),
                new ServerMessage.Claim(Map.of("spark.sql.shuffle.partitions", "3", "livy.rsc.sql.num-rows", "ü")),
                new ServerMessage.Host(Map.of()),
                new ServerMessage.Host(Map.of("7", Map.of(), "8", Map.of("spark.sql.shuffle.partitions", "3"))),
                new ServerMessage.SendResult("ticket", 3),
                new ServerMessage.Shutdown());
    }

    @ParameterizedTest
    @MethodSource("driverMessages")
    void readsADriverMessageAsItWasWritten(DriverMessage message) throws IOException {
        byte[] body = bytes(out -> MessageCodec.write(message, out));

        DriverMessage read = MessageCodec.readDriverMessage(input(body));

        assertThat(read).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("serverMessages")
    void readsAServerMessageAsItWasWritten(ServerMessage message) throws IOException {
        byte[] body = bytes(out -> MessageCodec.write(message, out));

        ServerMessage read = MessageCodec.readServerMessage(input(body));

        assertThat(read).isEqualTo(message);
    }

    @Test
    void coversEveryTypeOfMessage() {
        assertThat(driverMessages().map(Object::getClass)).containsAll(leaves(DriverMessage.class));
        assertThat(serverMessages().map(Object::getClass)).containsAll(leaves(ServerMessage.class));
    }

    @Test
    void carriesTextsThatWriteUtfWouldRefuse() throws IOException {
        ServerMessage large = new ServerMessage.RunStatement(0, SessionKind.SPARK, "x".repeat(1_000_000));
        byte[] body = bytes(out -> MessageCodec.write(large, out));

        assertThat(MessageCodec.readServerMessage(input(body))).isEqualTo(large);
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
    void refusesATypeThatDoesNotExist() {
        byte[] body = {99};

        assertThatThrownBy(() -> MessageCodec.readServerMessage(input(body)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("unknown server message type 99");
        assertThatThrownBy(() -> MessageCodec.readDriverMessage(input(body)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("unknown driver message type 99");
    }

    @Test
    void refusesATextLongerThanAFrame() throws IOException {
        byte[] body = bytes(out -> {
            out.writeByte(3);
            out.writeInt(0);
            out.writeUTF("SQL");
            out.writeInt(Integer.MAX_VALUE);
        });

        assertThatThrownBy(() -> MessageCodec.readServerMessage(input(body)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("2147483647 bytes");
    }

    @Test
    void refusesAKindThatDoesNotExist() throws IOException {
        byte[] body = bytes(out -> {
            out.writeByte(3);
            out.writeInt(0);
            out.writeUTF("COBOL");
        });

        assertThatThrownBy(() -> MessageCodec.readServerMessage(input(body)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("unknown SessionKind COBOL");
    }

    @Test
    void failsOnATruncatedBody() throws IOException {
        byte[] whole = bytes(out -> MessageCodec.write(new ServerMessage.Welcome(1), out));
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);

        assertThatThrownBy(() -> MessageCodec.readServerMessage(input(cut))).isInstanceOf(EOFException.class);
    }

    private static Stream<Class<?>> leavesOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageCodecTest::leavesOf)
                : Stream.of(type);
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return leavesOf(type).toList();
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
