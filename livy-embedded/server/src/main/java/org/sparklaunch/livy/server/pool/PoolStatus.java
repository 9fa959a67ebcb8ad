package org.sparklaunch.livy.server.pool;

/**
 * The pool at one moment. Sessions are counted from the start of the server.
 *
 * @param wanted how many members there are to be, as long as users leave the slots
 * @param claimed how many sessions got a warm driver
 * @param cold how many had to start one
 * @param failures how many members in a row did not become ready; the next one is tried after a pause
 */
public record PoolStatus(int wanted, int ready, int starting, long claimed, long cold, int failures) {}
