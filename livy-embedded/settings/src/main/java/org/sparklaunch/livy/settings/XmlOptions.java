package org.sparklaunch.livy.settings;

import java.util.List;

/**
 * Options of a JVM that keep the XML parsers of Java from opening files and addresses: SQL functions parse documents of users, and a
 * document can name an external DTD, entity, schema or stylesheet.
 */
public final class XmlOptions {
    /** For drivers and for executors. */
    public static final List<String> ALL = List.of(
            "-Djavax.xml.accessExternalDTD=",
            "-Djavax.xml.accessExternalSchema=",
            "-Djavax.xml.accessExternalStylesheet=");

    private XmlOptions() {}
}
