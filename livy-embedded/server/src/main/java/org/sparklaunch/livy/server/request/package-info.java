/**
 * What a client asks for and whether it may have it: the {@link org.sparklaunch.livy.server.request.SessionSpec} of a session
 * or a batch, the settings of Spark that follow from it, the checks of its files, and the {@link
 * org.sparklaunch.livy.server.request.Slots} that limit how many drivers there are.
 */
@NullMarked
package org.sparklaunch.livy.server.request;

import org.jspecify.annotations.NullMarked;
