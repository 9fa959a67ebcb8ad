package org.sparklaunch.querytracker.yson;

/** The bytes that mark the type of what follows in binary YSON. */
final class YsonMarker {
    static final int STRING = 1;
    static final int INT = 2;
    static final int DOUBLE = 3;
    static final int FALSE = 4;
    static final int TRUE = 5;
    static final int UNSIGNED = 6;

    private YsonMarker() {}
}
