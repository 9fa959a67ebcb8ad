package org.sparklaunch.discovery;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of components that a cluster announces. */
public enum ServiceType {
    /** Spark's standalone master: {@code spark://host:port}, attributes {@code web_ui}, {@code rest}, {@code version}. */
    MASTER("master"),
    /** Spark's standalone worker: {@code host:port}, attribute {@code web_ui}. */
    WORKER("worker"),
    /** The catalog of tables: {@code thrift://host:port}. */
    METASTORE("metastore"),
    /** The Livy server: {@code http://host:port}. */
    LIVY("livy"),
    /** Spark's history server: {@code http://host:port}. */
    HISTORY_SERVER("history_server"),
    /** The query tracker: {@code http://host:port}. */
    QUERY_TRACKER("query_tracker");

    private final String wireName;

    ServiceType(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name in ZooKeeper and in JSON. */
    public String wireName() {
        return wireName;
    }

    static Optional<ServiceType> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(t -> t.wireName.equals(wireName)).findFirst();
    }
}
