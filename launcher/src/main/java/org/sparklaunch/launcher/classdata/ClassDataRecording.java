package org.sparklaunch.launcher.classdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Takes archives from the running JVMs of a cluster that was launched to record. Whoever looks at the folder sees none of
 * them or all.
 */
public final class ClassDataRecording {
    private static final long LIMIT_SECONDS = 600;
    private static final String PARTIAL = ".partial";
    private static final int KEPT = 4;

    private final ClassData target;
    private final Path jcmd;

    /**
     * A recording that has not begun.
     *
     * @param java whose {@code jcmd}, a part of the JDK, asks the JVMs
     */
    public ClassDataRecording(ClassData target, Path java) {
        this.target = target;
        this.jcmd = java.resolveSibling("jcmd");
    }

    /** Whether this Java can record at all: a runtime without development tools cannot. */
    public boolean isPossible() {
        return Files.isExecutable(jcmd);
    }

    /**
     * Records, and removes the archives used least recently when there are more than {@value #KEPT} sets: each build of the
     * product and each Java has a set of its own, of some 300 MB.
     *
     * <p>Takes every descendant of this process that has a role, one JVM for each. The caller has the {@link RecordingLock}.
     *
     * @return the roles that were recorded
     */
    public Set<JvmRole> record() throws InterruptedException {
        Set<JvmRole> recorded = EnumSet.noneOf(JvmRole.class);
        try {
            Path staging = target.folder().resolveSibling(target.folder().getFileName() + PARTIAL);
            removeTree(staging); // Of a recording that was killed.
            Files.createDirectories(staging);
            for (JvmRole role : JvmRole.values()) {
                Optional<ProcessHandle> jvm = findJvm(role);
                if (jvm.isPresent() && dump(jvm.get().pid(), role.archive(staging))) {
                    recorded.add(role);
                }
            }
            Files.move(staging, target.folder(), StandardCopyOption.ATOMIC_MOVE);
            removeOld(target.folder().resolveSibling(""));
            return recorded;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot record class data into " + target.folder(), e);
        }
    }

    /** JVMs that run on archives keep what they mapped; those that start next begin without. */
    static void removeOld(Path sets) throws IOException {
        List<Path> latestFirst;
        try (Stream<Path> folders = Files.list(sets)) {
            latestFirst = folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.toString().endsWith(PARTIAL))
                    .sorted(Comparator.comparing(ClassDataRecording::lastUse).reversed())
                    .toList();
        }
        for (Path old : latestFirst.subList(Math.min(KEPT, latestFirst.size()), latestFirst.size())) {
            removeTree(old);
        }
    }

    private static FileTime lastUse(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + folder, e);
        }
    }

    private static void removeTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Optional<ProcessHandle> findJvm(JvmRole role) {
        try (Stream<ProcessHandle> descendants = ProcessHandle.current().descendants()) {
            return descendants.filter(p -> role.runs(commandLine(p))).findFirst();
        }
    }

    /** From {@code /proc}: {@link ProcessHandle.Info} cuts long command lines, and Spark's are long. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return ""; // It has ended.
        }
    }

    private boolean dump(long pid, Path archive) throws IOException, InterruptedException {
        Process dump = new ProcessBuilder(
                        jcmd.toString(), Long.toString(pid), "VM.cds", "dynamic_dump", archive.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!dump.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            dump.destroyForcibly();
        }
        return Files.exists(archive);
    }
}
