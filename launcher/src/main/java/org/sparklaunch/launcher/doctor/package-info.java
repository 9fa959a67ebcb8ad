/**
 * What {@code doctor} looks at before anything is started: each check is a {@link org.sparklaunch.launcher.doctor.Finding}.
 */
@NullMarked
package org.sparklaunch.launcher.doctor;

import org.jspecify.annotations.NullMarked;
