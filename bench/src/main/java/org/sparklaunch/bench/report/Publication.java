package org.sparklaunch.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts results into a page of the documentation: what stands between {@code <!-- NAME -->} and {@code <!-- end of NAME -->} is
 * replaced by {@code NAME.md} of a folder of results, and plots go into {@code images} beside the page.
 */
public record Publication(Path page) {

    /**
     * Replaces what the folder has something for.
     *
     * @return the names that were replaced
     * @throws IllegalStateException when the page has no place for a file
     */
    public List<String> take(Path results) throws IOException {
        List<String> names = new ArrayList<>();
        String text = Files.readString(page);
        for (Path file : files(results, ".md")) {
            String name = file.getFileName().toString().replace(".md", "");
            text = replace(text, name, Files.readString(file));
            names.add(name);
        }
        Files.writeString(page, text);
        Path images = Files.createDirectories(page.resolveSibling("images"));
        for (Path plot : files(results, ".svg")) {
            Files.copy(plot, images.resolve(plot.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return names;
    }

    private String replace(String text, String name, String by) {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- end of " + name + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException(
                    page + " has no place for " + name + ": it begins with " + begin.strip() + " and ends with " + end);
        }
        return text.substring(0, from) + begin + "\n" + by.strip() + "\n\n" + text.substring(to);
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
        }
    }
}
