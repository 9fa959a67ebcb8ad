/**
 * Queries, their states and their results as they are stored, and the interfaces of the store.
 */
@NullMarked
package org.sparklaunch.querytracker.query;

import org.jspecify.annotations.NullMarked;
