package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the process that listens on a port, as far as Linux shows it to this user. */
final class PortOwner {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** Returns a description such as {@code process 4711 (java)}; empty when it is unknown. */
    static Optional<String> find(int port) {
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> inodes(PROC.resolve("net").resolve(table), port))
                .flatMap(PortOwner::processes)
                .findFirst();
    }

    private static Stream<String> inodes(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(f -> f.length > 9 && f[1].endsWith(suffix) && f[3].equals(LISTENING))
                    .map(f -> f[9]);
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> processes(String inode) {
        String link = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(p -> holds(p.pid(), link))
                .map(p -> "process " + p.pid()
                        + p.info()
                                .command()
                                .map(c -> " (" + Path.of(c).getFileName() + ")")
                                .orElse(""));
    }

    private static boolean holds(long pid, String link) {
        try (Stream<Path> open = Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            return open.anyMatch(fd -> pointsTo(fd, link));
        } catch (IOException e) {
            return false; // A process of another user, or one that has ended.
        }
    }

    private static boolean pointsTo(Path fd, String link) {
        try {
            return Files.readSymbolicLink(fd).toString().equals(link);
        } catch (IOException e) {
            return false;
        }
    }
}
