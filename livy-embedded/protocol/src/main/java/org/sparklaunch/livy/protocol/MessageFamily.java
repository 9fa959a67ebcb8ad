package org.sparklaunch.livy.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the messages of one subject in both directions. A type's number is unique among all families of its
 * direction; the two directions count apart.
 */
interface MessageFamily {

    /** Writes type and components; false, and nothing written, for a message of another family. */
    boolean write(DriverMessage message, DataOutput out) throws IOException;

    /** Writes type and components; false, and nothing written, for a message of another family. */
    boolean write(ServerMessage message, DataOutput out) throws IOException;

    /** Reads the components of a type; null for a type of another family. */
    @Nullable
    DriverMessage readDriverMessage(int type, DataInput in) throws IOException;

    /** Reads the components of a type; null for a type of another family. */
    @Nullable
    ServerMessage readServerMessage(int type, DataInput in) throws IOException;
}
