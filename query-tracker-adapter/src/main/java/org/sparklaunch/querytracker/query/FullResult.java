package org.sparklaunch.querytracker.query;

import java.util.List;

/**
 * All rows of a result, as Parquet files that its driver wrote. Names come from drivers: only those of the form that ours give
 * are taken, so that none leads out of the folder of results.
 *
 * @param folder its own below that folder
 * @param rows how many
 * @param parts the files in the order of their rows
 */
public record FullResult(String folder, long rows, List<Part> parts) {
    /**
     * One file.
     *
     * @param size bytes
     */
    public record Part(String name, long size) {
        /** Checks the name. */
        public Part {
            if (!name.matches("part-[A-Za-z0-9._-]+\\.parquet")) {
                throw new IllegalArgumentException("a driver named a file of a result '" + name + "'");
            }
        }
    }

    /** Checks the folder's name and copies the list. */
    public FullResult {
        if (!folder.matches("[0-9a-f-]{36}")) {
            throw new IllegalArgumentException("a driver named the folder of a result '" + folder + "'");
        }
        parts = List.copyOf(parts);
    }

    /** Bytes in all. */
    public long bytes() {
        return parts.stream().mapToLong(Part::size).sum();
    }
}
