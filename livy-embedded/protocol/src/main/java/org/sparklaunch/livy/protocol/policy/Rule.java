package org.sparklaunch.livy.protocol.policy;

import java.util.Locale;
import java.util.Set;

/**
 * One rule of the policy.
 *
 * @param who users, groups as {@code @group}, or {@code *}
 * @param target the resource, with everything inside it
 */
record Rule(boolean allows, Set<String> who, Set<Right> rights, Resource target) {
    private static final String ALL = "*";

    boolean concerns(UserNames names, Right right) {
        return rights.contains(right) && (who.contains(ALL) || (allows ? names.include(who) : names.mayInclude(who)));
    }

    /** Returns whether the resource is the target or inside it. */
    boolean covers(Resource resource, PathComparison places) {
        return contains(target, resource, places);
    }

    /** Returns whether a permission on the target covers the resource. */
    boolean permits(Resource resource, PathComparison places) {
        if (target instanceof Resource.Location folder && resource instanceof Resource.Location location) {
            return places.reaches(folder, location);
        }
        return covers(resource, places);
    }

    /** Returns whether the target is inside the resource. */
    boolean isInside(Resource resource, PathComparison places) {
        return contains(resource, target, places);
    }

    private static boolean contains(Resource outer, Resource inner, PathComparison places) {
        if (outer instanceof Resource.Database database) {
            return inside(database, inner);
        } else if (outer instanceof Resource.Location folder && inner instanceof Resource.Location location) {
            return places.contains(folder, location);
        } else if (outer instanceof Resource.Setting pattern && inner instanceof Resource.Setting setting) {
            return matches(pattern.key(), setting.key());
        } else if (outer instanceof Resource.Option pattern && inner instanceof Resource.Option option) {
            return matches(pattern.name(), option.name());
        } else if (outer instanceof Resource.Source pattern && inner instanceof Resource.Source source) {
            return matches(pattern.format(), source.format());
        } else if (outer instanceof Resource.AccessObject pattern && inner instanceof Resource.AccessObject object) {
            return matches(pattern.name(), object.name());
        }
        return outer.equals(inner);
    }

    private static boolean inside(Resource.Database database, Resource inner) {
        if (inner instanceof Resource.Table table) {
            return isAll(database)
                    || table.name().subList(0, table.name().size() - 1).equals(database.name());
        }
        return inner instanceof Resource.Database && (isAll(database) || database.equals(inner));
    }

    private static boolean isAll(Resource.Database database) {
        return database.name().size() == 1 && database.name().get(0).equals(ALL);
    }

    private static boolean matches(String pattern, String name) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        return lower.endsWith(ALL)
                ? name.toLowerCase(Locale.ROOT).startsWith(lower.substring(0, lower.length() - 1))
                : name.equalsIgnoreCase(pattern);
    }
}
