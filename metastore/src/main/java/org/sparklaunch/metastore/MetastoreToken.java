package org.sparklaunch.metastore;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The token by which clients of the metastore prove that they belong to the launch: a name and a password for SASL's mechanism
 * DIGEST-MD5, which sends no password. Hive's clients look for such a token where Hadoop keeps tokens.
 */
public final class MetastoreToken {
    /** The value of Hive's setting {@code hive.metastore.token.signature}, by which clients choose the token. */
    public static final String SERVICE = "spark-launch";

    private static final String KIND = "HIVE_DELEGATION_TOKEN";
    private static final byte[] IDENTIFIER = ascii("spark-launch");
    /** Longer numbers would need more than one byte in Hadoop's format. */
    private static final int LONGEST = 127;

    private final byte[] password;

    private MetastoreToken(byte[] password) {
        this.password = password;
    }

    /** Makes the token of a password of up to 127 ASCII characters. */
    public static MetastoreToken of(String password) {
        if (password.isEmpty() || password.length() > LONGEST) {
            throw new IllegalArgumentException("a password of a token has 1 to " + LONGEST + " characters");
        }
        return new MetastoreToken(ascii(password));
    }

    /** Returns the content of a file for {@code HADOOP_TOKEN_FILE_LOCATION}, in Hadoop's format for stored tokens. */
    public byte[] toFile() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ascii("HDTS"));
        file.write(0);
        file.write(1); // one token
        writeField(file, ascii(SERVICE));
        writeField(file, IDENTIFIER);
        writeField(file, password);
        writeField(file, ascii(KIND));
        writeField(file, ascii(SERVICE));
        file.write(0); // no other secret
        return file.toByteArray();
    }

    private static void writeField(ByteArrayOutputStream file, byte[] value) {
        file.write(value.length);
        file.writeBytes(value);
    }

    /** Returns the name that clients give. */
    static String user() {
        return Base64.getEncoder().encodeToString(IDENTIFIER);
    }

    /** Returns what clients use as the password. */
    char[] saslPassword() {
        return Base64.getEncoder().encodeToString(password).toCharArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "MetastoreToken(hidden)";
    }
}
