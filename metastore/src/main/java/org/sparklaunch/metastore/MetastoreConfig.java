package org.sparklaunch.metastore;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The settings of a metastore. The launcher writes them into a file that only its owner can read, the metastore reads them.
 *
 * @param host the address that it binds to
 * @param database where it keeps the catalog
 * @param access who is served
 */
public record MetastoreConfig(String host, int port, Warehouse warehouse, Database database, Access access) {
    private static final String HADOOP = "hadoop.";

    /**
     * Who is served.
     *
     * @param password that of the token of the clients; empty when everybody who connects is served
     * @param ownAccount whether connections of other accounts of this machine are closed; counts only with a password
     */
    public record Access(Optional<String> password, boolean ownAccount) {
        @Override
        public String toString() {
            return "Access(hidden)";
        }
    }

    /**
     * The folder of tables in databases without a folder of their own.
     *
     * @param uri where it is
     * @param settings Hadoop's, for its file system; they may have secrets
     */
    public record Warehouse(String uri, Map<String, String> settings) {
        /** Copies the settings. */
        public Warehouse {
            settings = Map.copyOf(settings);
        }

        @Override
        public String toString() {
            return "Warehouse(" + uri + ")";
        }
    }

    /**
     * A database that JDBC reaches.
     *
     * @param url without a password
     * @param passwordFile its first line is the password of the user
     */
    public record Database(String url, Optional<String> user, Optional<Path> passwordFile) {
        /** Returns Derby inside the metastore's process, in a folder that is created when absent. */
        public static Database derby(Path folder) {
            return new Database(
                    "jdbc:derby:;databaseName=" + folder + ";create=true", Optional.empty(), Optional.empty());
        }

        /** Returns whether the database runs inside the metastore's process. */
        public boolean isEmbedded() {
            return url.startsWith("jdbc:derby:");
        }
    }

    /** Returns the content of the file. */
    public String toFile() {
        Properties text = new Properties();
        text.setProperty("host", host);
        text.setProperty("port", String.valueOf(port));
        text.setProperty("warehouse", warehouse.uri);
        warehouse.settings.forEach((key, value) -> text.setProperty(HADOOP + key, value));
        text.setProperty("database.url", database.url);
        database.user.ifPresent(user -> text.setProperty("database.user", user));
        database.passwordFile.ifPresent(file -> text.setProperty("database.password.file", file.toString()));
        text.setProperty("own-account", String.valueOf(access.ownAccount));
        access.password.ifPresent(known -> text.setProperty("password", known));
        StringWriter file = new StringWriter();
        try {
            text.store(file, null);
        } catch (IOException e) {
            throw new UncheckedIOException("a string accepts all writes", e);
        }
        return file.toString();
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read, or lacks a setting
     */
    static MetastoreConfig read(Path file) throws IOException {
        Properties text = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            text.load(reader);
        }
        Database database = new Database(
                required(text, "database.url", file),
                Optional.ofNullable(text.getProperty("database.user")),
                Optional.ofNullable(text.getProperty("database.password.file")).map(Path::of));
        return new MetastoreConfig(
                required(text, "host", file),
                Integer.parseInt(required(text, "port", file)),
                new Warehouse(required(text, "warehouse", file), hadoop(text)),
                database,
                new Access(
                        Optional.ofNullable(text.getProperty("password")),
                        Boolean.parseBoolean(required(text, "own-account", file))));
    }

    private static Map<String, String> hadoop(Properties text) {
        return text.stringPropertyNames().stream()
                .filter(key -> key.startsWith(HADOOP))
                .collect(Collectors.toMap(key -> key.substring(HADOOP.length()), text::getProperty));
    }

    private static String required(Properties text, String key, Path file) throws IOException {
        String value = text.getProperty(key);
        if (value == null) {
            throw new IOException("metastore setting " + key + " is missing in " + file);
        }
        return value;
    }

    @Override
    public String toString() {
        return "MetastoreConfig(" + host + ":" + port + ")";
    }
}
