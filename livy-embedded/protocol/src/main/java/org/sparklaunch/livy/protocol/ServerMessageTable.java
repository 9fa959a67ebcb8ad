package org.sparklaunch.livy.protocol;

import java.util.List;
import org.sparklaunch.livy.protocol.ServerMessage.Acknowledge;
import org.sparklaunch.livy.protocol.ServerMessage.AddResource;
import org.sparklaunch.livy.protocol.ServerMessage.CancelJob;
import org.sparklaunch.livy.protocol.ServerMessage.CancelStatement;
import org.sparklaunch.livy.protocol.ServerMessage.Claim;
import org.sparklaunch.livy.protocol.ServerMessage.Complete;
import org.sparklaunch.livy.protocol.ServerMessage.HoldToPolicy;
import org.sparklaunch.livy.protocol.ServerMessage.Host;
import org.sparklaunch.livy.protocol.ServerMessage.Identify;
import org.sparklaunch.livy.protocol.ServerMessage.RunJob;
import org.sparklaunch.livy.protocol.ServerMessage.RunStatement;
import org.sparklaunch.livy.protocol.ServerMessage.SendResult;
import org.sparklaunch.livy.protocol.ServerMessage.Shutdown;
import org.sparklaunch.livy.protocol.ServerMessage.Welcome;

/** Holds the wire format of each {@link ServerMessage}. Every change of it raises {@link Handshake#VERSION}. */
final class ServerMessageTable {
    static final MessageTable<ServerMessage> TABLE = new MessageTable<>(
            "server",
            ServerMessage.class,
            List.of(
                    new MessageFormat<>(
                            1, Welcome.class, (m, out) -> out.int64(m.lastEvent()), in -> new Welcome(in.int64())),
                    new MessageFormat<>(
                            2, Acknowledge.class, (m, out) -> out.int64(m.event()), in -> new Acknowledge(in.int64())),
                    new MessageFormat<>(
                            3,
                            RunStatement.class,
                            (m, out) ->
                                    out.int32(m.statement()).constant(m.kind()).string(m.code()),
                            in -> new RunStatement(in.int32(), in.constant(SessionKind.class), in.string())),
                    new MessageFormat<>(
                            4,
                            CancelStatement.class,
                            (m, out) -> out.int32(m.statement()),
                            in -> new CancelStatement(in.int32())),
                    new MessageFormat<>(5, Shutdown.class, (m, out) -> {}, in -> new Shutdown()),
                    new MessageFormat<>(
                            6,
                            RunJob.class,
                            (m, out) -> out.int32(m.job()).constant(m.kind()).string(m.payload()),
                            in -> new RunJob(in.int32(), in.constant(SessionKind.class), in.string())),
                    new MessageFormat<>(
                            7, CancelJob.class, (m, out) -> out.int32(m.job()), in -> new CancelJob(in.int32())),
                    new MessageFormat<>(
                            8,
                            AddResource.class,
                            (m, out) ->
                                    out.int32(m.request()).constant(m.type()).string(m.uri()),
                            in -> new AddResource(in.int32(), in.constant(ResourceType.class), in.string())),
                    new MessageFormat<>(
                            9,
                            HoldToPolicy.class,
                            (m, out) -> out.string(m.user()).string(m.policy()),
                            in -> new HoldToPolicy(in.string(), in.string())),
                    new MessageFormat<>(
                            10,
                            Complete.class,
                            (m, out) -> out.int64(m.request())
                                    .constant(m.kind())
                                    .string(m.code())
                                    .int32(m.cursor()),
                            in -> new Complete(in.int64(), in.constant(SessionKind.class), in.string(), in.int32())),
                    new MessageFormat<>(
                            11, Claim.class, (m, out) -> out.pairs(m.settings()), in -> new Claim(in.pairs())),
                    new MessageFormat<>(
                            12,
                            SendResult.class,
                            (m, out) -> out.string(m.transfer()).int32(m.statement()),
                            in -> new SendResult(in.string(), in.int32())),
                    new MessageFormat<>(
                            13, Host.class, (m, out) -> out.pairsByName(m.guests()), in -> new Host(in.pairsByName())),
                    new MessageFormat<>(
                            14, Identify.class, (m, out) -> out.string(m.user()), in -> new Identify(in.string()))));

    private ServerMessageTable() {}
}
