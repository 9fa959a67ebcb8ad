package org.sparklaunch.launcher.config;

/** The ports that components use unless the user names others; a port in use is followed by the next free one. */
public final class DefaultPorts {
    public static final int MASTER = 7077;
    public static final int MASTER_PAGE = 8080;
    public static final int MASTER_REST = 6066;
    public static final int WORKER = 7178;
    public static final int WORKER_PAGE = 8081;
    public static final int LIVY = 8998;
    public static final int QUERY_TRACKER = 8999;
    public static final int METASTORE = 9083;
    public static final int HISTORY_SERVER = 18080;

    private DefaultPorts() {}
}
