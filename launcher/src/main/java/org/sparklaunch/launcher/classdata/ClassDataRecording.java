package org.sparklaunch.launcher.classdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Takes archives from the running JVMs of a cluster that was launched to record. Whoever looks at the folder sees none of
 * them or all.
 */
public final class ClassDataRecording {
    private static final long LIMIT_SECONDS = 120;

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
     * Records every descendant of this process that has a role, one JVM for each.
     *
     * @return the roles that were recorded
     */
    public Set<JvmRole> record() throws InterruptedException {
        Set<JvmRole> recorded = EnumSet.noneOf(JvmRole.class);
        try {
            Path staging = Files.createDirectories(
                    target.folder().resolveSibling(target.folder().getFileName() + ".partial"));
            for (JvmRole role : JvmRole.values()) {
                Optional<ProcessHandle> jvm = findJvm(role);
                if (jvm.isPresent() && dump(jvm.get().pid(), role.archive(staging))) {
                    recorded.add(role);
                }
            }
            Files.move(staging, target.folder(), StandardCopyOption.ATOMIC_MOVE);
            return recorded;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot record class data into " + target.folder(), e);
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
