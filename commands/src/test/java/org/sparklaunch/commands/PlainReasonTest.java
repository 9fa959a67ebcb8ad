package org.sparklaunch.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class PlainReasonTest {

    @Test
    void failureIsNamedByWhatHappened() {
        assertThat(PlainReason.of(new NoSuchFileException("/x"))).isEqualTo("no such file or folder: /x");
        assertThat(PlainReason.of(new AccessDeniedException("/x"))).isEqualTo("permission denied: /x");
        assertThat(PlainReason.of(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("/x: No space left on device");
        assertThat(PlainReason.of(new EOFException("the response ended early"))).isEqualTo("the response ended early");
    }

    @Test
    void failureWithoutAMessageIsNamedInWords() {
        assertThat(PlainReason.of(new ConnectException())).isEqualTo("connection refused");
        assertThat(PlainReason.of(new ConnectException("Connection refused"))).isEqualTo("connection refused");
        assertThat(PlainReason.of(new ConnectException("Connection timed out"))).isEqualTo("connection timed out");
        assertThat(PlainReason.of(new ConnectException().initCause(new UnresolvedAddressException())))
                .isEqualTo("unknown host");
        assertThat(PlainReason.of(new ClosedChannelException())).isEqualTo("closed channel");
        assertThat(PlainReason.of(new IOException())).isEqualTo("io");
    }

    @Test
    void classesInAMessageAreReplaced() {
        NoSuchFileException gone = new NoSuchFileException("/x");

        assertThat(PlainReason.in("cannot read the SQL from /x: " + gone, gone))
                .isEqualTo("cannot read the SQL from /x: no such file or folder");
    }

    @Test
    void classesOfDeeperCausesAreReplaced() {
        IOException gone = new NoSuchFileException("/y");
        UncheckedIOException wrapper = new UncheckedIOException(gone);

        assertThat(PlainReason.in("cannot start: " + wrapper, wrapper))
                .isEqualTo("cannot start: no such file or folder: /y");
    }

    @Test
    void messageThatQuotesNothingStays() {
        assertThat(PlainReason.in("cannot start", null)).isEqualTo("cannot start");
        assertThat(PlainReason.in("cannot start", new IOException("gone"))).isEqualTo("cannot start");
    }
}
