package org.sparklaunch.livy.driver.scala;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/** Jars that were added to the session after its shell had started. For one thread at a time. */
final class SessionJars {
    private final ClassLoader loader;
    private int known;

    /** Takes the session's class loader as it is before the shell starts. */
    SessionJars(ClassLoader loader) {
        this.loader = loader;
        this.known = entries().length;
    }

    /** Tells a shell of those that it does not know yet. */
    void tell(ScalaShell shell) {
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
