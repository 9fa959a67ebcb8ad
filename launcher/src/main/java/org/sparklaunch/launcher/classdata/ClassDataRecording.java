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
import org.sparklaunch.platform.file.FileTree;

/**
 * Records archives from the running JVMs of a cluster that was launched for that. The folder has none of them or all.
 */
public final class ClassDataRecording {
    private static final long LIMIT_SECONDS = 600;
    private static final String PARTIAL = ".partial";
    private static final int KEPT = 4;

    private final ClassData target;
    private final Path jcmd;

    /**
     * Creates a recording.
     *
     * @param java the {@code java} beside the {@code jcmd} of a JDK, which controls the JVMs
     */
    public ClassDataRecording(ClassData target, Path java) {
        this.target = target;
        this.jcmd = java.resolveSibling("jcmd");
    }

    /** Returns whether this Java can record; a runtime without development tools cannot. */
    public boolean isPossible() {
        return Files.isExecutable(jcmd);
    }

    /**
     * Records archives, and removes the least recently used ones when there are more than {@value #KEPT} sets. Each build of the
     * product and each Java has its own set, of about 300 MB.
     *
     * <p>Uses one descendant of this process for each role. The caller holds the {@link RecordingLock}.
     *
     * @return the roles that were recorded
     */
    public Set<JvmRole> record() throws InterruptedException {
        Set<JvmRole> recorded = EnumSet.noneOf(JvmRole.class);
        try {
            Path staging = target.folder().resolveSibling(target.folder().getFileName() + PARTIAL);
            FileTree.delete(staging); // The previous recording may have been killed.
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
            throw new UncheckedIOException("cannot record class data into " + target.folder(), e);
        }
    }

    /** Running JVMs keep the archives that they mapped; those that start next run without. */
    static void removeOld(Path sets) throws IOException {
        List<Path> latestFirst;
        try (Stream<Path> folders = Files.list(sets)) {
            latestFirst = folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.toString().endsWith(PARTIAL))
                    .sorted(Comparator.comparing(ClassDataRecording::lastUse).reversed())
                    .toList();
        }
        for (Path old : latestFirst.subList(Math.min(KEPT, latestFirst.size()), latestFirst.size())) {
            FileTree.delete(old);
        }
    }

    private static FileTime lastUse(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static Optional<ProcessHandle> findJvm(JvmRole role) {
        try (Stream<ProcessHandle> descendants = ProcessHandle.current().descendants()) {
            return descendants.filter(p -> role.runs(commandLine(p))).findFirst();
        }
    }

    /** Reads {@code /proc}, since {@link ProcessHandle.Info} cuts long command lines such as Spark's. */
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
