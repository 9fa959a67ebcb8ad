package org.sparklaunch.livy.driver.kernel;

import java.util.Map;

/**
 * How a child ended.
 *
 * @param reason its exit code or signal
 * @param stderr the end of what it printed to standard error
 */
record KernelEnd(String reason, String stderr) {
    private static final int SIGNALLED = 128;
    private static final int KILL = 9;
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "HUP", 2, "INT", 4, "ILL", 6, "ABRT", 7, "BUS", 8, "FPE", KILL, "KILL", 11, "SEGV", 13, "PIPE", 15,
            "TERM");

    /**
     * Describes a child that ended by itself.
     *
     * @param exitValue as Java returns it: 128 and the number of the signal that ended the process
     */
    static KernelEnd of(int exitValue, String stderr) {
        String signal = SIGNALS.get(exitValue - SIGNALLED);
        if (signal == null) {
            return new KernelEnd("exit code " + exitValue, stderr);
        }
        String memory = exitValue - SIGNALLED == KILL ? ", which Linux sends when memory runs out" : "";
        return new KernelEnd("killed by signal " + (exitValue - SIGNALLED) + " (" + signal + ")" + memory, stderr);
    }

    /** Describes a child that closed its pipe and continued. */
    static KernelEnd ofKilled(String stderr) {
        return new KernelEnd("it closed its pipe to the driver and was killed", stderr);
    }
}
