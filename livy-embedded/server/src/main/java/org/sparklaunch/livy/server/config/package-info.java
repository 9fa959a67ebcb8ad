/**
 * The settings of the server: one strict JSON file, read once, all its problems told at once. A leaf: needs no other
 * package of the server.
 */
@NullMarked
package org.sparklaunch.livy.server.config;

import org.jspecify.annotations.NullMarked;
