package org.sparklaunch.livy.server.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.platform.file.PrivateFiles;

/** The files of batches: {@code journal/batch-N.jsonl} and {@code batches/N/}. */
final class BatchStore {
    private static final Pattern JOURNAL = Pattern.compile("batch-(\\d+)\\.jsonl");

    private final Path journals;
    private final Path folders;

    BatchStore(Path stateDir) throws IOException {
        journals = PrivateFiles.createFolders(stateDir.resolve("journal"));
        folders = PrivateFiles.createFolders(stateDir.resolve("batches"));
    }

    Path counter() {
        return journals.resolve("batch-ids.jsonl");
    }

    DriverFolder folder(int id) {
        return new DriverFolder(folders.resolve(Integer.toString(id)));
    }

    JournalFile.Opened<BatchEntry> journal(int id) throws IOException {
        return JournalFile.open(journals.resolve("batch-" + id + ".jsonl"), BatchEntry.class);
    }

    /** Returns the ids of all batches that have a journal, in order. */
    List<Integer> ids() throws IOException {
        try (Stream<Path> files = Files.list(journals)) {
            return files.map(file -> JOURNAL.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(MatchResult.class::cast)
                    .map(match -> Integer.parseInt(match.group(1)))
                    .sorted()
                    .toList();
        }
    }
}
