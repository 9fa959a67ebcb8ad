package org.sparklaunch.livy.protocol.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a policy file again when it changes. After an invalid change, the last valid policy still applies. Thread-safe. */
public final class PolicySource {
    private final Path file;
    private final String ownRules;
    private String lastText;
    private volatile Policy current;

    private PolicySource(Path file, String ownRules, String text) throws PolicyException {
        this.file = file;
        this.ownRules = ownRules;
        this.lastText = text;
        this.current = parse(text);
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
        return current;
    }

    /**
     * Reads the file again and returns whether it has changed.
     *
     * @throws PolicyException when it has changed and is invalid; thrown once for each change
     */
    public synchronized boolean refresh() throws IOException, PolicyException {
        String text = Files.readString(file);
        if (text.equals(lastText)) {
            return false;
        }
        lastText = text;
        current = parse(text);
        return true;
    }

    /** Puts the text of the file first, so that its line numbers stay. */
    private Policy parse(String text) throws PolicyException {
        return PolicyParser.parse(text + ownRules);
    }
}
