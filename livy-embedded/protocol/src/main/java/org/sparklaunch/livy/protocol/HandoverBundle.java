package org.sparklaunch.livy.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a driver on another host needs and nobody else may read.
 *
 * @param arguments for Spark's submit class, which runs in the folder above {@link #FOLDER}
 * @param files contents by plain name
 */
public record HandoverBundle(List<String> arguments, Map<String, byte[]> files) {
    /** Where the driver puts the files, in the folder that its worker made for it. */
    public static final String FOLDER = "private";

    private static final int MOST_ITEMS = 100_000;

    /** Copies both and refuses names that would lead out of the folder. */
    public HandoverBundle {
        arguments = List.copyOf(arguments);
        files = Map.copyOf(files);
        for (String name : files.keySet()) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
                throw new IllegalArgumentException("'" + name + "' is no plain file name");
            }
        }
    }

    /** Its form at rest and on the wire. */
    public byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(arguments.size());
        for (String argument : arguments) {
            Fields.writeText(argument, out);
        }
        out.writeInt(files.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            out.writeUTF(file.getKey());
            out.writeInt(file.getValue().length);
            out.write(file.getValue());
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} made. */
    public static HandoverBundle of(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        List<String> arguments = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            arguments.add(Fields.readText(in));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = count(in); i > 0; i--) {
            String name = in.readUTF();
            files.put(name, in.readNBytes(in.readInt()));
        }
        return new HandoverBundle(arguments, files);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ITEMS) {
            throw new ProtocolException("a bundle of " + count + " items");
        }
        return count;
    }
}
