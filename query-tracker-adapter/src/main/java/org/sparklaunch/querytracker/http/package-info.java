/**
 * The HTTP interface: commands of YTsaurus' query tracker under {@code /api/v4/}, in JSON.
 *
 * <p>{@link org.sparklaunch.querytracker.http.TrackerHttp} listens. How parameters are read and answers written is in
 * {@code Parameters} and {@code Responses} alone, so that another format needs no change elsewhere. Neighbour: {@code
 * query}.
 */
@NullMarked
package org.sparklaunch.querytracker.http;

import org.jspecify.annotations.NullMarked;
