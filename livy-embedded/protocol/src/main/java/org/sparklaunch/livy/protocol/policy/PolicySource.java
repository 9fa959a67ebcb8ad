package org.sparklaunch.livy.protocol.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A policy file that may change. A change that cannot be read leaves what the file said before in force. Thread-safe. */
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
     * Reads it.
     *
     * @param ownRules what holds beside it
     */
    public static PolicySource open(Path file, String ownRules) throws IOException, PolicyException {
        return new PolicySource(file, ownRules, Files.readString(file));
    }

    /** What is in force. */
    public Policy current() {
        return current;
    }

    /**
     * Reads the file again; true when it has changed.
     *
     * @throws PolicyException when it has changed and cannot be used; told once for each change
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

    /** The file's own text first, so that the lines keep their numbers. */
    private Policy parse(String text) throws PolicyException {
        return PolicyParser.parse(text + ownRules);
    }
}
