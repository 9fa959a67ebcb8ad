package org.sparklaunch.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What belongs to a launch, read from {@code /proc}: every process that names the launch's state folder in its command
 * line or works inside it. Executors work in it, everything else is given it.
 */
final class ProductProcesses {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";

    private final Path stateDir;

    ProductProcesses(Path stateDir) {
        this.stateDir = stateDir;
    }

    List<Long> pids() {
        return allPids().filter(this::belongs).toList();
    }

    /** The pids whose command line holds the text, e.g. a main class. */
    List<Long> pidsOf(String text) {
        return pids().stream().filter(pid -> commandLine(pid).contains(text)).toList();
    }

    /** Command lines, for messages of failed tests. */
    List<String> describe() {
        return pids().stream().map(pid -> pid + " " + commandLine(pid)).toList();
    }

    Set<Integer> listeningPorts() {
        Set<String> inodes =
                pids().stream().flatMap(ProductProcesses::socketInodes).collect(Collectors.toSet());
        return listening(inodes);
    }

    /** Which of the ports somebody on this machine listens on. */
    static Set<Integer> stillListening(Set<Integer> ports) {
        Set<Integer> open = listening(null);
        open.retainAll(ports);
        return open;
    }

    static Stream<Long> allPids() {
        try (Stream<Path> entries = Files.list(PROC)) {
            List<Long> pids = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .toList();
            return pids.stream();
        } catch (IOException e) {
            throw new AssertionError("/proc cannot be listed", e);
        }
    }

    static String commandLine(long pid) {
        return read(pid, "cmdline");
    }

    static String environment(long pid) {
        return read(pid, "environ");
    }

    private boolean belongs(long pid) {
        return commandLine(pid).contains(stateDir.toString())
                || link(PROC.resolve(pid + "/cwd")).startsWith(stateDir.toString());
    }

    /** Empty where the process ended meanwhile: that it may is the nature of looking. */
    private static String read(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(PROC.resolve(pid + "/" + file));
            return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private static String link(Path path) {
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Stream<String> socketInodes(long pid) {
        try (Stream<Path> descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
            List<String> inodes = descriptors
                    .map(ProductProcesses::link)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .toList();
            return inodes.stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Set<Integer> listening(Set<String> inodes) {
        Set<Integer> ports = new TreeSet<>();
        for (String[] socket : sockets()) {
            if (socket[3].equals(LISTEN) && (inodes == null || inodes.contains(socket[9]))) {
                String address = socket[1];
                ports.add(Integer.parseInt(address.substring(address.indexOf(':') + 1), 16));
            }
        }
        return ports;
    }

    private static List<String[]> sockets() {
        List<String[]> sockets = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            try {
                Files.readAllLines(PROC.resolve(table)).stream()
                        .skip(1)
                        .map(line -> line.trim().split("\\s+"))
                        .forEach(sockets::add);
            } catch (IOException e) {
                throw new AssertionError(table + " cannot be read", e);
            }
        }
        return sockets;
    }
}
