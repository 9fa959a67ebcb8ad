package org.sparklaunch.launcher.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who may act for whom and touch whose sessions; {@code *} among users stands for all.
 *
 * @param impersonation whether sessions and batches run as their users
 * @param superusers may act for everybody and touch everything
 * @param lists whether the lists hold; without, a session is its owner's alone
 * @param allowed who may use the server; empty for all
 * @param modify who may work in everybody's sessions
 * @param view who may see everybody's logs and statements
 */
public record LivyAccess(
        boolean impersonation,
        List<String> superusers,
        boolean lists,
        List<String> allowed,
        List<String> modify,
        List<String> view) {

    /** A session is its owner's alone, and nobody acts for another. */
    public static final LivyAccess NONE = new LivyAccess(false, List.of(), false, List.of(), List.of(), List.of());

    void check(Problems problems) {
        problems.require(
                lists || Stream.of(allowed, modify, view).allMatch(List::isEmpty),
                "--livy-allowed-users, --livy-modify-users and --livy-view-users hold only with --livy-access-control;"
                        + " add it, or leave them out");
        problems.require(
                Stream.of(superusers, allowed, modify, view)
                        .flatMap(List::stream)
                        .noneMatch(String::isBlank),
                "--livy-superusers and --livy-…-users: a user without a name; give names with commas between them");
    }
}
