package org.sparklaunch.livy.driver.policy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.util.HadoopFSUtils;

/**
 * Finds Parquet files whose metadata names a class. Spark writes its schema as JSON into the footer of each file, and takes it from there
 * when it infers columns. A type in it can be a class, which Spark loads and creates.
 *
 * <p>Spark infers from one file: the first one in its order, of all files or of those directly in the paths. Judged are the first files
 * of both. With some options Spark reads other files or all of them.
 */
final class ParquetFooters {
    private static final Set<String> SELECTING =
            Set.of("pathglobfilter", "modifiedbefore", "modifiedafter", "mergeschema");

    private static final String MAGIC = "PAR1";
    private static final int END = 8;
    private static final int LONGEST_FOOTER = 64 << 20;

    /** Spark's order. */
    private static final Comparator<Found> ORDER = Comparator.<Found>comparingInt(
                    found -> switch (found.file.getPath().getName()) {
                        case "_common_metadata" -> 0;
                        case "_metadata" -> 1;
                        default -> 2;
                    })
            .thenComparing(found -> found.file.getPath().toString());

    private final Configuration hadoop;
    private final Limits limits;

    /**
     * How much work one check does.
     *
     * @param footers how many footers are read, of all files and of those directly in the paths
     * @param listed how many files are listed
     */
    record Limits(int footers, int listed) {
        static final Limits DEFAULT = new Limits(1000, 100_000);
    }

    /** A file, and whether it is one of the paths or directly in one. */
    private record Found(FileStatus file, boolean direct) {}

    ParquetFooters(Configuration hadoop, Limits limits) {
        this.hadoop = hadoop;
        this.limits = limits;
    }

    /** Returns whether an option changes which files Spark infers the columns from. */
    static boolean isSelecting(String option) {
        return SELECTING.contains(option.toLowerCase(Locale.ROOT));
    }

    /** Returns whether one of the options changes which files Spark infers the columns from. */
    static boolean isSelecting(Map<String, String> options) {
        return options.keySet().stream().anyMatch(ParquetFooters::isSelecting);
    }

    /**
     * Returns why columns may not be inferred from the files; empty if they may.
     *
     * @param places paths without patterns
     * @param selecting whether options or settings change which files Spark infers the columns from
     */
    Optional<RequiredRight> refusal(List<String> places, boolean selecting) {
        try {
            List<Found> files = new ArrayList<>();
            for (String place : places) {
                if (!list(new Path(place), files)) {
                    return never("inferring columns from paths with more than " + limits.listed + " files");
                }
            }
            if (selecting && files.size() > limits.footers) {
                return never("inferring columns from more than " + limits.footers
                        + " Parquet files with pathGlobFilter, modifiedBefore, modifiedAfter or mergeSchema");
            }
            for (FileStatus file : judged(files)) {
                if (namesAClass(file)) {
                    return never("a Parquet file whose metadata names a class");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return never("a Parquet file whose footer cannot be read");
        }
    }

    private static Optional<RequiredRight> never(String what) {
        return Optional.of(new RequiredRight.Never(what));
    }

    private List<FileStatus> judged(List<Found> files) {
        return Stream.concat(first(files.stream()), first(files.stream().filter(Found::direct)))
                .map(Found::file)
                .distinct()
                .toList();
    }

    private Stream<Found> first(Stream<Found> files) {
        return files.sorted(ORDER).limit(limits.footers);
    }

    /** Adds the files of a path that Spark reads; returns false if there are too many. */
    private boolean list(Path place, List<Found> files) throws IOException {
        FileSystem system = place.getFileSystem(hadoop);
        Optional<Path> root = qualified(system, place);
        Deque<Path> folders = new ArrayDeque<>();
        root.ifPresent(folders::add);
        int listed = files.size();
        while (!folders.isEmpty()) {
            Path folder = folders.remove();
            // Hadoop's recursive listing skips a folder that vanishes, although it may come back. This one fails.
            RemoteIterator<FileStatus> all = system.listStatusIterator(folder);
            while (all.hasNext()) {
                FileStatus found = all.next();
                // Folders are counted apart: with one file in each partition, there are as many of them.
                if ((found.isFile() ? ++listed : folders.size()) > limits.listed) {
                    return false;
                }
                if (found.isDirectory() && !isIgnored(found.getPath())) {
                    folders.add(found.getPath());
                } else if (found.isFile() && (found.getPath().equals(folder) || !isIgnored(found.getPath()))) {
                    files.add(new Found(found, root.get().equals(folder)));
                }
            }
        }
        return true;
    }

    /** Returns the path as the file system lists it; empty if there is none, which Spark reports. */
    private static Optional<Path> qualified(FileSystem system, Path place) throws IOException {
        try {
            return Optional.of(system.getFileStatus(place).getPath());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Returns whether Spark ignores a file or folder because of its name, such as {@code _temporary}. */
    private static boolean isIgnored(Path path) {
        return HadoopFSUtils.shouldFilterOutPathName(path.getName());
    }

    private boolean namesAClass(FileStatus file) throws IOException {
        if (file.getLen() < END + MAGIC.length()) {
            return false;
        }
        FileSystem system = file.getPath().getFileSystem(hadoop);
        try (FSDataInputStream in = system.open(file.getPath())) {
            return namesAClass(in, file.getLen());
        } catch (FileNotFoundException e) {
            // Java reports a file that may not be read in the same way.
            if (system.exists(file.getPath())) {
                throw e;
            }
            // Deleted since it was listed, so Spark does not read it either.
            return false;
        }
    }

    private static boolean namesAClass(FSDataInputStream in, long size) throws IOException {
        ByteBuffer end = read(in, size - END, END);
        int length = end.getInt();
        if (!StandardCharsets.US_ASCII.decode(end).toString().equals(MAGIC)) {
            return false;
        }
        // Spark cannot read the file either if the footer does not fit into it.
        if (length < 0 || length > size - END) {
            return false;
        }
        return length > LONGEST_FOOTER
                || ParquetFooter.namesAClass(
                        read(in, size - END - length, length).array());
    }

    private static ByteBuffer read(FSDataInputStream in, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(position, bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
