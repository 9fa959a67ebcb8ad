/**
 * The checks of {@code doctor}, before anything is started: the result of each is a {@link org.sparklaunch.launcher.doctor.Finding}.
 */
@NullMarked
package org.sparklaunch.launcher.doctor;

import org.jspecify.annotations.NullMarked;
