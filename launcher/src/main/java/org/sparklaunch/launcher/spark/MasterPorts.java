package org.sparklaunch.launcher.spark;

import java.util.OptionalInt;

/**
 * Where a master listens.
 *
 * @param rest its submission server; empty for none
 */
public record MasterPorts(int rpc, int web, OptionalInt rest) {}
