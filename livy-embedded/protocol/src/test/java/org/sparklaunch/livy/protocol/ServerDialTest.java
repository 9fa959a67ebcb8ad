package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ServerDialTest {
    @Test
    void reachesWhoListens() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket()) {
            ServerDial.connect(socket, (InetSocketAddress) server.getLocalSocketAddress());

            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void connectionOfAPortToItselfIsRefusedAndFreesThePort() throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress itself = (InetSocketAddress) socket.getLocalSocketAddress();

            assertThatThrownBy(() -> ServerDial.connect(socket, itself)).isInstanceOf(ConnectException.class);

            new ServerSocket(itself.getPort(), 1, itself.getAddress()).close();
        }
    }
}
