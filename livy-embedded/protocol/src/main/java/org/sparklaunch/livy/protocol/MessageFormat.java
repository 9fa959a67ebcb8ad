package org.sparklaunch.livy.protocol;

import java.io.IOException;

/**
 * Describes one type of message on the wire.
 *
 * @param code the type byte; a number that was used once is never used for another message
 * @param type the record
 * @param writer writes the record's components
 * @param reader reads them in the same order
 */
record MessageFormat<T>(int code, Class<T> type, Writer<T> writer, Reader<T> reader) {

    /** Writes the components of a record. */
    interface Writer<T> {
        void write(T message, FieldWriter out) throws IOException;
    }

    /** Reads the components of a record. */
    interface Reader<T> {
        T read(FieldReader in) throws IOException;
    }

    void write(Object message, FieldWriter out) throws IOException {
        writer.write(type.cast(message), out);
    }
}
