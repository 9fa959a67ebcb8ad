package org.sparklaunch.livy.settings;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Writes the settings file that {@link LivyConfigReader} reads. */
public final class LivyConfigWriter {
    private LivyConfigWriter() {}

    /** Returns the file's text. It names files with secrets and holds none. */
    public static String write(LivyConfig config) {
        try {
            return LivyConfigJson.MAPPER.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers always becomes JSON", e);
        }
    }
}
