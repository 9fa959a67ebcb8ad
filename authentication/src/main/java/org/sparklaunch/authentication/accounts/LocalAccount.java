package org.sparklaunch.authentication.accounts;

/** An account of this machine. */
record LocalAccount(int uid, String name) {
    static final int ROOT = 0;
}
