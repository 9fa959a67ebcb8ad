package org.sparklaunch.querytracker.query;

import java.util.List;

/**
 * All rows of a result, as Parquet files or as one file of exact rows that its driver wrote. Names come from drivers, so only names of the expected form are
 * accepted: none can lead out of the folder of results.
 *
 * @param folder name of its folder in the folder of results
 * @param rows number of rows
 * @param parts the files in the order of their rows
 */
public record FullResult(String folder, long rows, List<Part> parts) {
    /**
     * One file.
     *
     * @param size bytes
     */
    public record Part(String name, long size) {
        private static final String ROWS = "rows.jsonl.gz";

        /** Checks the name. */
        public Part {
            if (!name.equals(ROWS) && !name.matches("part-[A-Za-z0-9._-]+\\.parquet")) {
                throw new IllegalArgumentException("invalid name of a result file from a driver: '" + name + "'");
            }
        }
    }

    /** Checks the folder's name and copies the list. */
    public FullResult {
        if (!folder.matches("[0-9a-f-]{36}")) {
            throw new IllegalArgumentException("invalid name of a result folder from a driver: '" + folder + "'");
        }
        parts = List.copyOf(parts);
    }

    /** Whether it is one file of exact rows, which the tracker reads, instead of Parquet files. */
    public boolean hasRowFile() {
        return parts.size() == 1 && parts.get(0).name().equals(Part.ROWS);
    }

    /** Returns the size of all files in bytes. */
    public long bytes() {
        return parts.stream().mapToLong(Part::size).sum();
    }
}
