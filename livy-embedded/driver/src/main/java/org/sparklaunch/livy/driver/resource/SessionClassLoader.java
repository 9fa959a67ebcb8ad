package org.sparklaunch.livy.driver.resource;

import java.net.URL;
import java.net.URLClassLoader;

/** The class loader of all code in the session. Jars can be added while it is used. */
public final class SessionClassLoader extends URLClassLoader {

    /**
     * Makes a loader for one session.
     *
     * @param first the folder for classes of Scala statements
     */
    public SessionClassLoader(URL first, ClassLoader parent) {
        super("session", new URL[] {first}, parent);
    }

    void add(URL jar) {
        addURL(jar);
    }
}
