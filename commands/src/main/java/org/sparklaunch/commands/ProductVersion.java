package org.sparklaunch.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the version of the product from a resource that the build writes. */
final class ProductVersion implements IVersionProvider {
    private final String command;

    ProductVersion(String command) {
        this.command = command;
    }

    @Override
    public String[] getVersion() {
        Properties properties = new Properties();
        try (InputStream in = ProductVersion.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[] {command + " " + properties.getProperty("version", "(unknown version)")};
    }
}
