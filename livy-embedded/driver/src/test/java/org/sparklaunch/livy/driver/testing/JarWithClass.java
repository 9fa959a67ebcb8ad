package org.sparklaunch.livy.driver.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A jar with one class that no other class path has. */
public final class JarWithClass {
    private JarWithClass() {}

    /** Compiles {@code public class NAME { public static String word() { return WORD; } }} into a jar of this folder. */
    public static Path create(Path folder, String name, String word) throws IOException {
        Path source = Files.writeString(
                folder.resolve(name + ".java"),
                "public class " + name + " { public static String word() { return \"" + word + "\"; } }");
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        List.of("--release", "17", source.toString()).toArray(String[]::new));
        if (exit != 0) {
            throw new IOException("the compiler ended with " + exit);
        }
        Path jar = folder.resolve(name.toLowerCase(java.util.Locale.ROOT) + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry(name + ".class"));
            Files.copy(folder.resolve(name + ".class"), entries);
            entries.closeEntry();
        }
        return jar;
    }
}
