package org.sparklaunch.livy.settings;

import java.util.Set;

/**
 * Who may act for whom and who may look at whose sessions: Livy's keys {@code livy.impersonation.enabled},
 * {@code livy.superusers} and {@code livy.server.access-control.*}. A {@code *} among users stands for all.
 *
 * @param impersonation whether sessions run as the user who asked for them, or whom a superuser named
 * @param superusers may act for everybody and touch everything
 * @param lists whether the three lists below hold; without, a session is its owner's alone
 * @param allowedUsers who may use the server at all
 * @param modifyUsers who may work in everybody's sessions
 * @param viewUsers who may see everybody's logs and statements
 */
public record AccessConfig(
        boolean impersonation,
        Set<String> superusers,
        boolean lists,
        Set<String> allowedUsers,
        Set<String> modifyUsers,
        Set<String> viewUsers) {

    /** A session is its owner's alone, and nobody acts for another. */
    public static final AccessConfig NONE = new AccessConfig(false, Set.of(), false, Set.of(), Set.of(), Set.of());
}
