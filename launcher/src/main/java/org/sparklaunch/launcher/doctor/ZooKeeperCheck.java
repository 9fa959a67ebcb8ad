package org.sparklaunch.launcher.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Checks servers of an ensemble with the four-letter command {@code srvr}. */
final class ZooKeeperCheck {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int PORT = 2181;
    private static final int BYTES = 4096;

    private ZooKeeperCheck() {}

    /** Checks one server, {@code host} or {@code host:port}. */
    static Finding server(String address) {
        String what = "ZooKeeper " + address;
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        try (Socket socket = new Socket()) {
            int port = colon < 0 ? PORT : Integer.parseInt(address.substring(colon + 1));
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(LIMIT.toMillis()));
            socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readNBytes(BYTES);
            return describe(what, new String(answer, StandardCharsets.UTF_8).strip());
        } catch (NumberFormatException e) {
            return Finding.fail(what, "the port is not a number", "give --zookeeper HOST:PORT[,…]");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.fail(
                    what,
                    "cannot be reached: " + e.getMessage(),
                    "start it, or correct --zookeeper or SPARK_LAUNCH_ZOOKEEPER");
        }
    }

    private static Finding describe(String what, String answer) {
        String first = answer.lines().findFirst().orElse("");
        if (first.startsWith("Zookeeper version:")) {
            return Finding.ok(
                    what, first.replaceFirst("Zookeeper version: *", "version ").replaceFirst("-.*", ""));
        }
        return Finding.warn(
                what,
                "answers without its version (" + (first.isEmpty() ? "no answer" : first) + ")",
                "allow srvr in 4lw.commands.whitelist; ZooKeeper 3.5.5 or newer is needed");
    }
}
