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
import java.util.TreeMap;

/**
 * The settings and files of a driver on another host; only that driver may read them.
 *
 * @param arguments for Spark's submit class, which runs in the folder above {@link #FOLDER}
 * @param files contents by plain name
 */
public record HandoverBundle(List<String> arguments, Map<String, byte[]> files) {
    /** The folder for the files, inside the folder that the worker made for the driver. */
    public static final String FOLDER = "private";

    /** The name of the file with the token for the metastore, in Hadoop's format; absent when the metastore demands none. */
    public static final String METASTORE_TOKEN = "metastore-token";

    private static final int MOST_ITEMS = 100_000;

    /** Copies both and refuses names that lead out of the folder. */
    public HandoverBundle {
        arguments = List.copyOf(arguments);
        files = Map.copyOf(files);
        for (String name : files.keySet()) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
                throw new IllegalArgumentException("'" + name + "' is not a plain file name");
            }
        }
    }

    /** Returns the bytes that are stored and sent. */
    public byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        FieldWriter fields = new FieldWriter(out);
        out.writeInt(arguments.size());
        for (String argument : arguments) {
            fields.string(argument);
        }
        out.writeInt(files.size());
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            out.writeUTF(file.getKey());
            fields.bytes(file.getValue());
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} made. */
    public static HandoverBundle of(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        FieldReader fields = new FieldReader(in);
        List<String> arguments = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            arguments.add(fields.string());
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = count(in); i > 0; i--) {
            String name = in.readUTF();
            files.put(name, fields.bytes());
        }
        return new HandoverBundle(arguments, files);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ITEMS) {
            throw new ProtocolException("handover bundle of " + count + " items, allowed are 0 to " + MOST_ITEMS);
        }
        return count;
    }
}
