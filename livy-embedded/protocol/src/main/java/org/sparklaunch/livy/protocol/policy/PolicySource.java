package org.sparklaunch.livy.protocol.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a policy file again when it changes. After an invalid change, the last valid policy still applies. Thread-safe. */
public final class PolicySource {
    private final Path file;
    private final String ownRules;
    private volatile Parsed last;

    private record Parsed(String text, Policy policy) {}

    private PolicySource(Path file, String ownRules, String text) throws PolicyException {
        this.file = file;
        this.ownRules = ownRules;
        this.last = parse(text);
    }

    /**
     * Opens a file.
     *
     * @param ownRules rules that apply in addition to the file
     */
    public static PolicySource open(Path file, String ownRules) throws IOException, PolicyException {
        return new PolicySource(file, ownRules, Files.readString(file));
    }

    /** Returns the current policy. */
    public Policy current() {
        return last.policy();
    }

    /**
     * Reads the file again and returns whether it has changed.
     *
     * @throws PolicyException when it has changed and is invalid; thrown once for each change
     */
    public synchronized boolean refresh() throws IOException, PolicyException {
        String text = Files.readString(file);
        if (text.equals(last.text())) {
            return false;
        }
        // The text is kept even if it is invalid, so that its error is thrown once.
        last = new Parsed(text, last.policy());
        last = parse(text);
        return true;
    }

    /** Puts the text of the file first, so that its line numbers stay. */
    private Parsed parse(String text) throws PolicyException {
        return new Parsed(text, PolicyParser.parse(text + ownRules));
    }
}
