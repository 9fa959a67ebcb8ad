package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * A stored result.
 *
 * @param schema array of {@code {name, type, nullable}} with Spark's types
 * @param rows array of arrays, in the order of the schema
 * @param truncated whether the query had more rows than its limit
 */
public record QueryResult(ArrayNode schema, ArrayNode rows, boolean truncated) {}
