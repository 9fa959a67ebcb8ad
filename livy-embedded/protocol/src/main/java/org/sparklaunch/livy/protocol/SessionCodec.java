package org.sparklaunch.livy.protocol;

import static org.sparklaunch.livy.protocol.Fields.readOptionalText;
import static org.sparklaunch.livy.protocol.Fields.readPairs;
import static org.sparklaunch.livy.protocol.Fields.readText;
import static org.sparklaunch.livy.protocol.Fields.writeOptionalText;
import static org.sparklaunch.livy.protocol.Fields.writePairs;
import static org.sparklaunch.livy.protocol.Fields.writeText;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session's life is made of: its beginning, its standing, its end. */
final class SessionCodec implements MessageFamily {
    private static final int HELLO = 1;
    private static final int SESSION_READY = 2;
    private static final int SESSION_FAILED = 3;
    private static final int GUEST_ENDED = 14;

    private static final int WELCOME = 1;
    private static final int ACKNOWLEDGE = 2;
    private static final int SHUTDOWN = 5;
    private static final int HOLD_TO_POLICY = 9;
    private static final int CLAIM = 11;
    private static final int HOST = 13;

    // Java 17 has no pattern switch yet.
    @Override
    public boolean write(DriverMessage message, DataOutput out) throws IOException {
        if (message instanceof DriverMessage.Hello m) {
            out.writeByte(HELLO);
            out.writeLong(m.pid());
            out.writeInt(m.lastAcceptedStatement());
            out.writeInt(m.lastAcceptedJob());
        } else if (message instanceof DriverMessage.SessionReady m) {
            out.writeByte(SESSION_READY);
            out.writeLong(m.sequence());
            writeText(m.applicationId(), out);
            writeOptionalText(m.uiUrl(), out);
        } else if (message instanceof DriverMessage.SessionFailed m) {
            out.writeByte(SESSION_FAILED);
            out.writeLong(m.sequence());
            writeText(m.reason(), out);
        } else if (message instanceof DriverMessage.GuestEnded m) {
            out.writeByte(GUEST_ENDED);
            out.writeLong(m.sequence());
            writeText(m.guest(), out);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public boolean write(ServerMessage message, DataOutput out) throws IOException {
        if (message instanceof ServerMessage.Welcome m) {
            out.writeByte(WELCOME);
            out.writeLong(m.lastEvent());
        } else if (message instanceof ServerMessage.Acknowledge m) {
            out.writeByte(ACKNOWLEDGE);
            out.writeLong(m.event());
        } else if (message instanceof ServerMessage.HoldToPolicy m) {
            out.writeByte(HOLD_TO_POLICY);
            writeText(m.user(), out);
            writeText(m.policy(), out);
        } else if (message instanceof ServerMessage.Claim m) {
            out.writeByte(CLAIM);
            writePairs(m.settings(), out);
        } else if (message instanceof ServerMessage.Host m) {
            out.writeByte(HOST);
            writeGuests(m.guests(), out);
        } else if (message instanceof ServerMessage.Shutdown) {
            out.writeByte(SHUTDOWN);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public @Nullable DriverMessage readDriverMessage(int type, DataInput in) throws IOException {
        return switch (type) {
            case HELLO -> new DriverMessage.Hello(in.readLong(), in.readInt(), in.readInt());
            case SESSION_READY -> new DriverMessage.SessionReady(in.readLong(), readText(in), readOptionalText(in));
            case SESSION_FAILED -> new DriverMessage.SessionFailed(in.readLong(), readText(in));
            case GUEST_ENDED -> new DriverMessage.GuestEnded(in.readLong(), readText(in));
            default -> null;
        };
    }

    @Override
    public @Nullable ServerMessage readServerMessage(int type, DataInput in) throws IOException {
        return switch (type) {
            case WELCOME -> new ServerMessage.Welcome(in.readLong());
            case ACKNOWLEDGE -> new ServerMessage.Acknowledge(in.readLong());
            case HOLD_TO_POLICY -> new ServerMessage.HoldToPolicy(readText(in), readText(in));
            case CLAIM -> new ServerMessage.Claim(readPairs(in));
            case HOST -> new ServerMessage.Host(readGuests(in));
            case SHUTDOWN -> new ServerMessage.Shutdown();
            default -> null;
        };
    }

    private static void writeGuests(Map<String, Map<String, String>> guests, DataOutput out) throws IOException {
        out.writeInt(guests.size());
        for (Map.Entry<String, Map<String, String>> guest : guests.entrySet()) {
            writeText(guest.getKey(), out);
            writePairs(guest.getValue(), out);
        }
    }

    private static Map<String, Map<String, String>> readGuests(DataInput in) throws IOException {
        Map<String, Map<String, String>> guests = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            guests.put(readText(in), readPairs(in));
        }
        return guests;
    }
}
