package org.sparklaunch.launcher.spark;

import java.util.OptionalInt;

/**
 * The ports of a master.
 *
 * @param rest its submission server; empty for none
 */
public record MasterPorts(int rpc, int web, OptionalInt rest) {}
