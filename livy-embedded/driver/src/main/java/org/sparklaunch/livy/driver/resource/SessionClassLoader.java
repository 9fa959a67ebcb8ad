package org.sparklaunch.livy.driver.resource;

import java.net.URL;
import java.net.URLClassLoader;

/** The loader of everything that runs in the session; it learns of jars while it runs. */
public final class SessionClassLoader extends URLClassLoader {

    /**
     * Makes a loader for one session.
     *
     * @param first where classes of Scala statements will lie
     */
    public SessionClassLoader(URL first, ClassLoader parent) {
        super("session", new URL[] {first}, parent);
    }

    void add(URL jar) {
        addURL(jar);
    }
}
