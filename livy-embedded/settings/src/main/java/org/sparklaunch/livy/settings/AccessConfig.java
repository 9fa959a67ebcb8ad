package org.sparklaunch.livy.settings;

import java.util.Set;

/**
 * The users who may act for others and see the sessions of others: Livy's keys {@code livy.impersonation.enabled},
 * {@code livy.superusers} and {@code livy.server.access-control.*}. A {@code *} among users stands for all.
 *
 * @param impersonation whether sessions run as their users, or as the user whom a superuser names
 * @param superusers users who may act for all others and manage all sessions
 * @param lists whether the three lists below apply; otherwise only its owner may use a session
 * @param allowedUsers users who may use the server
 * @param modifyUsers users who may run statements in all sessions
 * @param viewUsers users who may see the logs and statements of all sessions
 * @param localUsers whether every account of this machine is served as itself where users need not authenticate; otherwise only
 *     the account of the server and root
 */
public record AccessConfig(
        boolean impersonation,
        Set<String> superusers,
        boolean lists,
        Set<String> allowedUsers,
        Set<String> modifyUsers,
        Set<String> viewUsers,
        boolean localUsers) {

    /** The list that stands for all users. */
    public static final Set<String> ALL_USERS = Set.of("*");

    /** Only its owner may use a session, and no user acts for another. */
    public static final AccessConfig NONE =
            new AccessConfig(false, Set.of(), false, ALL_USERS, Set.of(), Set.of(), false);
}
