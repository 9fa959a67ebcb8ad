package org.sparklaunch.launcher.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * The components of the live launch, written by it on every change and read by {@code status}.
 *
 * <p>A file rather than a socket: nobody has to be asked who may ask, a launch that is busy with a restart answers all the
 * same, and what changes without the launch, such as memory, the reader sees in the processes themselves.
 */
public final class StatusFile {
    private static final String FILE = "status.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StateFolder state;

    /** In a launch's folder. */
    public StatusFile(StateFolder state) {
        this.state = state;
    }

    /** Replaces what the file says, whole or not at all. */
    public void write(List<ComponentStatus> components) {
        try {
            state.write(FILE, JSON.writeValueAsString(components) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers always become JSON", e);
        }
    }

    /** What it says; nothing when there is no file. */
    public List<ComponentStatus> read() {
        try {
            return JSON.readValue(state.read(FILE).orElse("[]"), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            return List.of(); // Of another version of the product.
        }
    }

    /** To be called when the launch ends. */
    public void delete() {
        state.delete(FILE);
    }
}
