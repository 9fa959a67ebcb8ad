package org.sparklaunch.launcher.config;

/**
 * The wanted warm drivers of the Livy server.
 *
 * @param sessions how many; they take slots that sessions leave free, and give them back
 * @param python whether each has a Python process besides its Scala shell
 */
public record WarmSpec(int sessions, boolean python) {}
