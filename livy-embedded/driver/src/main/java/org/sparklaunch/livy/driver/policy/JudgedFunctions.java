package org.sparklaunch.livy.driver.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists the built-in functions of a Spark line and whether each is harmless. A function that is not listed is refused, so a new Spark
 * opens nothing that was not judged.
 */
final class JudgedFunctions {
    private static final String REFUSED = "refused ";

    /** Names in lower case, with the reason of a refusal, or an empty string. */
    private final Map<String, String> verdicts;

    private JudgedFunctions(Map<String, String> verdicts) {
        this.verdicts = Collections.unmodifiableMap(verdicts);
    }

    /** Returns the list for a version of Spark: 3.5 has its own, every other version the newest. */
    public static JudgedFunctions of(String sparkVersion) {
        return read(sparkVersion.startsWith("3.5.") ? "functions-3.5.txt" : "functions-4.2.txt");
    }

    private static JudgedFunctions read(String resource) {
        Map<String, String> verdicts = new TreeMap<>();
        try (InputStream in = JudgedFunctions.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line : (Iterable<String>) lines.lines()::iterator) {
                if (line.startsWith(REFUSED)) {
                    String[] parts = line.substring(REFUSED.length()).split(": ", 2);
                    verdicts.put(parts[0], parts[1]);
                } else if (!line.startsWith("# ") && !line.isBlank()) {
                    verdicts.put(line, "");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
        return new JudgedFunctions(verdicts);
    }

    /** Returns all names, in order. */
    public List<String> names() {
        return List.copyOf(verdicts.keySet());
    }

    /** Returns whether a session with a policy may call the built-in function. */
    public boolean isAllowed(String name) {
        return "".equals(verdicts.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns why the function is refused, for messages. */
    String refusal(String name) {
        String reason = verdicts.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return "function " + name + ", which " + (reason.isEmpty() ? "is not on the list of known functions" : reason)
                + ",";
    }
}
