/**
 * The model of the session API of the Data Lake Insight service: preset resource types, packages by name, identifiers. The
 * API itself is in {@code rest}.
 */
@NullMarked
package org.sparklaunch.livy.server.dli;

import org.jspecify.annotations.NullMarked;
