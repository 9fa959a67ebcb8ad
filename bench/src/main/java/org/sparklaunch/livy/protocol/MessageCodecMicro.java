package org.sparklaunch.livy.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The messages of one statement, written by one side and read by the other. */
@State(Scope.Thread)
public class MessageCodecMicro {
    private static final ServerMessage STATEMENT = new ServerMessage.RunStatement(7, SessionKind.SQL, "select 1");
    private static final DriverMessage RESULT =
            new DriverMessage.StatementFinished(9, 7, StatementState.AVAILABLE, "x".repeat(1024), 1_700_000_000_010L);

    /** The message to run it. */
    @Benchmark
    public ServerMessage statement() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ServerMessageTable.TABLE.write(STATEMENT, new DataOutputStream(bytes));
        return ServerMessageTable.TABLE.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    /** Its end, with an output of a kilobyte. */
    @Benchmark
    public DriverMessage outputOfAKilobyte() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DriverMessageTable.TABLE.write(RESULT, new DataOutputStream(bytes));
        return DriverMessageTable.TABLE.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
