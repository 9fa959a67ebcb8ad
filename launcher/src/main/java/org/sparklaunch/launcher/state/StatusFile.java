package org.sparklaunch.launcher.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * The components of the running launch. The launch writes the file at every change, and {@code status} reads it.
 *
 * <p>A file needs no access control of its own, unlike a socket, and it can be read while the launch is busy with a restart.
 * The reader gets figures that change meanwhile, such as memory, from the processes themselves.
 */
public final class StatusFile {
    private static final String FILE = "status.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StateFolder state;

    /** Uses the file of a state folder. */
    public StatusFile(StateFolder state) {
        this.state = state;
    }

    /** Replaces the content of the file at once. */
    public void write(List<ComponentStatus> components) {
        try {
            state.write(FILE, JSON.writeValueAsString(components) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings and numbers always become JSON", e);
        }
    }

    /** Reads the file; no components when there is none. */
    public List<ComponentStatus> read() {
        try {
            return JSON.readValue(state.read(FILE).orElse("[]"), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            return List.of(); // Another version of the product wrote it.
        }
    }

    /** Deletes the file at the end of a launch. */
    public void delete() {
        state.delete(FILE);
    }
}
