package org.sparklaunch.discovery;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One announced component.
 *
 * @param id unique among instances of one type in one cluster: letters, digits, dot, dash, underscore
 * @param address the address for clients; its form depends on the {@link ServiceType}
 * @param attributes further facts, with the names that {@link ServiceType} lists; never a secret
 */
public record ServiceInstance(ServiceType type, String id, String address, Map<String, String> attributes) {
    /** Attribute: address of a web page for people. */
    public static final String WEB_UI = "web_ui";
    /** Attribute of a master: address of its REST endpoint for submissions. */
    public static final String REST = "rest";
    /** Attribute of a master: its Spark version. */
    public static final String VERSION = "version";
    /** Attribute of one master among several: {@link #LEADING}, or {@link #STANDBY} while another one leads. */
    public static final String STATUS = "status";
    /** The master that leads. */
    public static final String LEADING = "leading";
    /** A master that takes over when the leading one ends. */
    public static final String STANDBY = "standby";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");

    /** Checks the id, and copies the attributes sorted by name. */
    public ServiceInstance {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'" + id + "' is not the id of a service; use letters, digits, dot, dash and underscore");
        }
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Creates an instance without attributes. */
    public ServiceInstance(ServiceType type, String id, String address) {
        this(type, id, address, Map.of());
    }

    /**
     * Returns the id of a service that listens on a host's port: unique in a cluster, and the same after a restart.
     *
     * @param host a name, or an IPv4 or IPv6 address
     */
    public static String idOf(String host, int port) {
        return host.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + port;
    }

    /** Returns the instance with one attribute added or replaced. */
    public ServiceInstance with(String attribute, String value) {
        Map<String, String> changed = new TreeMap<>(attributes);
        changed.put(attribute, value);
        return new ServiceInstance(type, id, address, changed);
    }

    /** Checks that an instance has the same type and id, which name its node. */
    public void requireSame(ServiceInstance other) {
        if (other.type != type || !other.id.equals(id)) {
            throw new IllegalArgumentException(
                    other.type.wireName() + " " + other.id + " is not " + type.wireName() + " " + id);
        }
    }
}
