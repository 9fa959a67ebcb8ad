package org.sparklaunch.livy.driver.scala;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/** Passes jars that are added to the session on to a shell that runs already. For one thread at a time. */
final class SessionJars {
    private final ClassLoader loader;
    private int known;

    /** Takes the session's class loader before the shell starts. */
    SessionJars(ClassLoader loader) {
        this.loader = loader;
        this.known = entries().length;
    }

    /** Adds the jars that the shell does not know yet. */
    void addTo(ScalaShell shell) {
        URL[] now = entries();
        if (now.length > known) {
            shell.addJars(List.of(now).subList(known, now.length));
            known = now.length;
        }
    }

    private URL[] entries() {
        return loader instanceof URLClassLoader urls ? urls.getURLs() : new URL[0];
    }
}
