package org.sparklaunch.livy.driver.scala;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a shell compiles against and where it writes its classes.
 *
 * @param classFolder the folder for class files, from where Spark serves them to executors
 * @param parent the class loader that code of statements sees; it finds classes in that folder, too
 */
public record ShellSpec(Path classFolder, ClassLoader parent) {

    /** Returns the compiler's options. */
    public List<String> compilerOptions() {
        return List.of("-Yrepl-class-based", "-Yrepl-outdir", classFolder.toString(), "-classpath", classPath());
    }

    /** Joins the JVM's own class path and the jars that Spark's submit class added. */
    private String classPath() {
        List<String> entries = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        for (ClassLoader next = parent; next != null; next = next.getParent()) {
            if (next instanceof URLClassLoader urls) {
                for (URL url : urls.getURLs()) {
                    addFile(url, entries);
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void addFile(URL url, List<String> entries) {
        if (url.getProtocol().equals("file")) {
            try {
                entries.add(Path.of(url.toURI()).toString());
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("class path entry " + url + " is not a file name", e);
            }
        }
    }
}
