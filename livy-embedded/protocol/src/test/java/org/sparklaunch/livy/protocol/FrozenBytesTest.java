package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Compares all bytes between server and driver with those recorded for {@link Handshake#VERSION}. A change of the bytes needs a
 * new version: raise it, then record the new file with {@code -DargLine=-Drecord-protocol}, which overwrites none.
 */
@Timeout(30)
class FrozenBytesTest {
    private static final Path FOLDER = Path.of("src/test/resources/protocol");

    @Test
    void bytesAreThoseOfTheVersion() throws Exception {
        Path recorded = FOLDER.resolve("version-" + Handshake.VERSION + ".hex");
        String now = render(bytes());
        if (Files.notExists(recorded) && System.getProperty("record-protocol") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(recorded, now);
        }

        assertThat(now)
                .as("the bytes of protocol version " + Handshake.VERSION + "; raise Handshake.VERSION to change them")
                .isEqualTo(Files.readString(recorded));
    }

    @Test
    void everyMessageHasRecordedBytes() {
        assertThat(SampleMessages.driverMessages().map(Object::getClass)).containsAll(leaves(DriverMessage.class));
        assertThat(SampleMessages.serverMessages().map(Object::getClass)).containsAll(leaves(ServerMessage.class));
    }

    /** Messages and journals have the names of these constants. The samples do not use each of them. */
    @Test
    void constantsAreThoseOfTheVersion() {
        assertThat(names(SessionKind.class)).containsExactly("SPARK", "PYSPARK", "SPARKR", "SQL", "SHARED", "QUERY");
        assertThat(names(ResourceType.class)).containsExactly("JAR", "PYFILE", "FILE");
        assertThat(names(JobState.class))
                .containsExactly("SENT", "QUEUED", "STARTED", "SUCCEEDED", "FAILED", "CANCELLED");
        assertThat(names(StatementState.class))
                .containsExactly("WAITING", "RUNNING", "AVAILABLE", "CANCELLING", "CANCELLED");
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    private static Map<String, byte[]> bytes() throws Exception {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (DriverMessage message : SampleMessages.driverMessages().toList()) {
            bytes.put(label("driver", message, bytes), body(DriverMessageTable.TABLE, message));
        }
        for (ServerMessage message : SampleMessages.serverMessages().toList()) {
            bytes.put(label("server", message, bytes), body(ServerMessageTable.TABLE, message));
        }
        bytes.put("bundle", RecordedDialogue.BUNDLE.toBytes());
        try (RecordedDialogue handshake = new RecordedDialogue()) {
            handshake.handshake();
            bytes.put("handshake and a frame, driver", handshake.fromDriver());
            bytes.put("handshake and a frame, server", handshake.fromServer());
        }
        try (RecordedDialogue handover = new RecordedDialogue()) {
            handover.handover();
            bytes.put("handover, driver", handover.fromDriver());
            bytes.put("handover, server", handover.fromServer());
        }
        return bytes;
    }

    /** Type and number: the text of a message would show maps in any order. */
    private static String label(String direction, Object message, Map<String, byte[]> earlier) {
        String type = direction + " " + message.getClass().getSimpleName() + " ";
        long number = earlier.keySet().stream()
                .filter(label -> label.startsWith(type))
                .count();
        return type + (number + 1);
    }

    private static <M> byte[] body(MessageTable<M> table, M message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.write(message, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static String render(Map<String, byte[]> bytes) {
        return bytes.entrySet().stream()
                .map(entry -> entry.getKey() + "\n    " + HexFormat.of().formatHex(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(permitted -> leaves(permitted).stream())
                        .toList()
                : Stream.<Class<?>>of(type).toList();
    }
}
