package org.sparklaunch.livy.driver.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sparklaunch.livy.protocol.policy.Resource;

/**
 * Knows which options of data sources, functions and tables are harmless. Spark passes all others on to Hadoop's configuration,
 * where they can name classes to load, file systems and files.
 */
final class SourceOptions {
    /** The name of an option map that is not bound to one format, such as that of a relation in a query. */
    static final String ANY = "*";

    /** The format under which table properties are listed. */
    static final String TABLE = "table";

    /** Spark takes the name of a class where a short name of a codec is expected. */
    private static final Set<String> CODECS = Set.of(
            "none",
            "uncompressed",
            "bzip2",
            "gzip",
            "lz4",
            "lz4_raw",
            "lz4raw",
            "snappy",
            "deflate",
            "zstd",
            "zstandard",
            "brotli",
            "xz",
            "lzo",
            "zlib");

    private static final Set<String> CODEC_OPTIONS =
            Set.of("compression", "codec", "parquet.compression", "orc.compress");

    private static final Set<String> HIVE_FILE_FORMATS =
            Set.of("sequencefile", "rcfile", "orc", "parquet", "textfile", "avro");

    /**
     * Servers only: drivers of embedded databases read and write files. Some drivers take parameters also in the address, as in
     * {@code (host=h,key=value)}, {@code /key=value} or {@code :key=value}, and some look it up in a directory.
     */
    private static final Pattern JDBC_SERVER = Pattern.compile(
            "jdbc:(postgresql|mysql|mariadb|sqlserver|db2|trino|presto|clickhouse|redshift|snowflake|vertica|sap|teradata)"
                    + "://?[\\w.,:/@\\[\\]-]*([?;&].*)?"
                    + "|jdbc:oracle:thin:@(//|tcps?://)?[\\w.-]+(:\\d+)?([:/][\\w.-]+)*",
            Pattern.CASE_INSENSITIVE);

    /** Other parameters of a driver's address can name classes and files. */
    private static final Set<String> JDBC_PARAMETERS = Set.of(
            "user",
            "password",
            "databasename",
            "database",
            "db",
            "schema",
            "currentschema",
            "warehouse",
            "role",
            "applicationname",
            "ssl",
            "sslmode",
            "usessl",
            "encrypt",
            "trustservercertificate",
            "connecttimeout",
            "sockettimeout",
            "logintimeout",
            "servertimezone",
            "characterencoding",
            "useunicode",
            "defaultrowfetchsize",
            "rewritebatchedinserts",
            "rewritebatchedstatements",
            "zerodatetimebehavior");

    private static final Properties LISTS = load();

    private SourceOptions() {}

    private static Properties load() {
        Properties lists = new Properties();
        try (InputStream in = SourceOptions.class.getResourceAsStream("source-options.properties")) {
            lists.load(in);
            return lists;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns what giving an option demands.
     *
     * @param format a short name of a format, {@link #TABLE} or {@link #ANY}
     */
    static RequiredRight demand(String format, String key, String value) {
        String lower = key.toLowerCase(Locale.ROOT);
        String name = (format.equals(ANY) ? "any" : format.toLowerCase(Locale.ROOT)) + "." + lower;
        boolean harmless = isListed(format.toLowerCase(Locale.ROOT), lower);
        if (harmless && !isHarmless(lower, value)) {
            return new RequiredRight.Never("the value of option " + name);
        }
        return new RequiredRight.Option(new Resource.Option(name), harmless);
    }

    private static boolean isListed(String format, String key) {
        Set<String> names = format.equals(ANY)
                ? LISTS.stringPropertyNames().stream()
                        .filter(list -> !list.equals(TABLE) && !list.equals("jdbc"))
                        .flatMap(list -> names(list).stream())
                        .collect(Collectors.toSet())
                : names(format);
        return names.stream()
                .anyMatch(name ->
                        name.endsWith("*") ? key.startsWith(name.substring(0, name.length() - 1)) : key.equals(name));
    }

    private static Set<String> names(String format) {
        Set<String> names = new HashSet<>();
        for (String list :
                new String[] {LISTS.getProperty(format, ""), isFile(format) ? LISTS.getProperty("files") : ""}) {
            for (String name : list.split("\\s+", -1)) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static boolean isFile(String format) {
        return ResourceNames.isFileFormat(format);
    }

    private static boolean isHarmless(String key, String value) {
        if (CODEC_OPTIONS.contains(key)) {
            return CODECS.contains(value.toLowerCase(Locale.ROOT));
        }
        return switch (key) {
            case "fileformat" -> HIVE_FILE_FORMATS.contains(value.toLowerCase(Locale.ROOT));
            case "url" -> isServer(value);
            default -> true;
        };
    }

    private static boolean isServer(String url) {
        if (!JDBC_SERVER.matcher(url).matches()) {
            return false;
        }
        String[] parts = url.split("[?;&]", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (!parameter.isEmpty() && !JDBC_PARAMETERS.contains(parameter)) {
                return false;
            }
        }
        return true;
    }
}
