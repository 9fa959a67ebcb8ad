package org.sparklaunch.authentication.accounts;

/** Which accounts are served. */
public enum Admission {
    /** The account of this process and root. */
    OWN_ACCOUNT,
    /** All accounts of this machine, each as itself. */
    LOCAL_USERS,
    /** Everyone who can connect. */
    EVERYONE
}
