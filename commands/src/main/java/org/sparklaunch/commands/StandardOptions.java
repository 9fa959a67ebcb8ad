package org.sparklaunch.commands;

import picocli.CommandLine.Option;

/** The options that every command and subcommand has. */
final class StandardOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    boolean version;

    @Option(names = "--stacktrace", description = "Show the stack trace of an error, not only its line.")
    boolean stacktrace;
}
