package org.sparklaunch.discovery;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One announced component.
 *
 * @param id tells instances of one type in one cluster apart: letters, digits, dot, dash, underscore
 * @param address where clients reach it; its form depends on the {@link ServiceType}
 * @param attributes further facts under the names that the {@link ServiceType} lists; never a secret
 */
public record ServiceInstance(ServiceType type, String id, String address, Map<String, String> attributes) {
    /** Attribute: address of a web page for people. */
    public static final String WEB_UI = "web_ui";
    /** Attribute of a master: address of its REST endpoint for submissions. */
    public static final String REST = "rest";
    /** Attribute of a master: the Spark version that runs. */
    public static final String VERSION = "version";
    /** Attribute of a master: {@link #LEADING}, or {@link #STANDBY} while another one leads; absent where it is the only one. */
    public static final String STATUS = "status";
    /** The master that serves. */
    public static final String LEADING = "leading";
    /** A master that takes over when the leading one ends. */
    public static final String STANDBY = "standby";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");

    /** Checks the id and copies the attributes, which keep the order of their names. */
    public ServiceInstance {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'" + id + "' cannot be a service's id: only letters, digits, dot, dash and underscore can");
        }
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** An instance without attributes. */
    public ServiceInstance(ServiceType type, String id, String address) {
        this(type, id, address, Map.of());
    }

    /**
     * An id for something that listens on a host's port: different in one cluster, the same again after a restart.
     *
     * @param host a name, or an address of either family
     */
    public static String idOf(String host, int port) {
        return host.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + port;
    }

    /** The same instance with one attribute more, or another value of it. */
    public ServiceInstance with(String attribute, String value) {
        Map<String, String> changed = new TreeMap<>(attributes);
        changed.put(attribute, value);
        return new ServiceInstance(type, id, address, changed);
    }

    /** For registrations, whose node is named by type and id. */
    public void requireSame(ServiceInstance other) {
        if (other.type != type || !other.id.equals(id)) {
            throw new IllegalArgumentException(
                    other.type.wireName() + " " + other.id + " is not " + type.wireName() + " " + id);
        }
    }
}
