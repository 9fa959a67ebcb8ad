/**
 * YSON, the data language of YTsaurus, as text and as bytes: {@link org.sparklaunch.querytracker.yson.YsonReader} and {@link
 * org.sparklaunch.querytracker.yson.YsonWriter}.
 *
 * <p>Values are Jackson's trees, so the rest of the tracker sees no difference to JSON. What JSON lacks: an unsigned number
 * is a {@code BigIntegerNode}; a string that is not UTF-8 a {@code BinaryNode}; a value with attributes the object
 * {@code {"$attributes": {…}, "$value": …}}, as in the JSON of YTsaurus. A key of data that begins with {@code $} has a second
 * one, see {@link org.sparklaunch.querytracker.yson.YsonKeys}.
 */
@NullMarked
package org.sparklaunch.querytracker.yson;

import org.jspecify.annotations.NullMarked;
