package org.sparklaunch.launcher.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.commands.PlainReason;
import org.sparklaunch.launcher.process.DelegatedGroup;
import org.sparklaunch.platform.file.PrivateFiles;

/** Checks what a launch needs from the machine. */
final class MachineChecks {
    private static final long LEAST_DISK_GIB = 2;
    private static final long LEAST_OPEN_FILES = 4096;
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    /** The product is younger than this; an earlier time means that the clock was never set. */
    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

    private MachineChecks() {}

    /** Checks a program that sessions of one kind need. */
    static Finding program(String what, String program, String without) {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            try (InputStream output = process.getInputStream()) {
                String said = new String(output.readNBytes(400), StandardCharsets.UTF_8);
                boolean ended = process.waitFor(5, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0
                        ? Finding.ok(what, said.lines().findFirst().orElse(""))
                        : Finding.warn(what, program + " --version fails", "repair it, or do not use " + without);
            }
        } catch (IOException e) {
            return Finding.warn(what, program + " is not on PATH", "install it, or do not use " + without);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.warn(what, program + " --version did not end", "run it by hand to see the reason");
        }
    }

    static Finding disk(Path folder) {
        try {
            Path existing = folder.toAbsolutePath();
            while (existing.getParent() != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            long free = Files.getFileStore(existing).getUsableSpace() >> 30;
            return free >= LEAST_DISK_GIB
                    ? Finding.ok("disk", free + " GiB free for " + folder)
                    : Finding.fail(
                            "disk",
                            "only " + free + " GiB free for " + folder,
                            "free at least " + LEAST_DISK_GIB + " GiB there, or name another --state-dir");
        } catch (IOException e) {
            return Finding.fail("disk", "cannot read " + folder + ": " + PlainReason.of(e), "check its owner");
        }
    }

    /** Checks that only the owner can enter the folder with the blocks of shuffles and the rows that do not fit into memory. */
    static Finding localFolder(Path folder) {
        try {
            if (!Files.exists(folder)) {
                return Finding.ok("local folder", folder + " is created by the launch");
            }
            return PrivateFiles.isClosed(folder) && PrivateFiles.isOwn(folder)
                    ? Finding.ok("local folder", folder.toString())
                    : Finding.fail(
                            "local folder",
                            "other accounts can enter " + folder,
                            "run chmod 700 there as the account of the launch, or name another --local-dir");
        } catch (IOException e) {
            return Finding.fail("local folder", "cannot read " + folder + ": " + PlainReason.of(e), "check its owner");
        }
    }

    static Finding openFiles() {
        try {
            return openFiles(Files.readString(LIMITS));
        } catch (IOException e) {
            return Finding.warn("open files", "cannot read " + LIMITS + ": " + PlainReason.of(e), "");
        }
    }

    /** Checks the limit in the text of {@code /proc/PID/limits}; Java has raised its own to the hard limit. */
    static Finding openFiles(String limits) {
        String limit = limits.lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s{2,}", -1)[1])
                .findFirst()
                .orElse("unlimited");
        return limit.equals("unlimited") || Long.parseLong(limit) >= LEAST_OPEN_FILES
                ? Finding.ok("open files", "limit " + limit)
                : Finding.warn(
                        "open files",
                        "a process may open " + limit + " files",
                        "raise the limit to " + LEAST_OPEN_FILES
                                + " or more (ulimit -n, LimitNOFILE= of a service); a driver with several sessions needs hundreds");
    }

    /** Compares with the file system's own clock, which another machine sets when the folder is remote. */
    static Finding clock(Instant now, Path folder) {
        if (now.isBefore(PAST)) {
            return Finding.fail("clock", "the time is " + now, "set the clock, preferably by NTP");
        }
        try {
            Path probe = Files.createTempFile(folder, "clock", "");
            Instant there = Files.getLastModifiedTime(probe).toInstant();
            Files.delete(probe);
            Duration off = Duration.between(now, there).abs();
            return off.compareTo(CLOCK_TOLERANCE) <= 0
                    ? Finding.ok("clock", now.toString())
                    : Finding.warn(
                            "clock",
                            off.toSeconds() + " s different from the clock of " + folder,
                            "set both clocks by NTP");
        } catch (IOException e) {
            return Finding.fail("clock", "cannot write to " + folder + ": " + PlainReason.of(e), "check its owner");
        }
    }

    /** Without limits, a driver that needs more memory than it was granted takes it from the others. */
    static Finding driverLimits(DelegatedGroup group) {
        return group.isOurs()
                ? Finding.ok("driver limits", "each driver runs in its own control group below " + group.folder())
                : Finding.warn(
                        "driver limits",
                        "drivers have no limits but their heap: " + group.obstacle(),
                        "on systemd with control groups of version 2, run as a service with Delegate=yes");
    }

    static Finding names() {
        try {
            InetAddress self = InetAddress.getLocalHost();
            return Finding.ok("name resolution", self.getHostName() + " is " + self.getHostAddress());
        } catch (UnknownHostException e) {
            return Finding.warn(
                    "name resolution", "this machine's own name is unknown: " + e.getMessage(), "add it to /etc/hosts");
        }
    }
}
