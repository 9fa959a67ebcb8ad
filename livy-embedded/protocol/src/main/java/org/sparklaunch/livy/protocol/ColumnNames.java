package org.sparklaunch.livy.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the names of a result's columns unique, for forms that keep cells by name. All such forms of a result use these
 * names; its schema has the real ones.
 */
public final class ColumnNames {
    private ColumnNames() {}

    /**
     * Returns one name for each column: {@code a, b, a} becomes {@code a, b, a_2}. The first column of a name keeps it. A
     * later one gets the lowest number from 2 that makes no name of the result. Case is ignored, as Spark ignores it.
     */
    public static List<String> unique(List<String> names) {
        Set<String> reserved = new HashSet<>();
        names.forEach(name -> reserved.add(key(name)));
        Set<String> used = new HashSet<>();
        List<String> unique = new ArrayList<>(names.size());
        for (String name : names) {
            String chosen = used.contains(key(name)) ? numbered(name, reserved) : name;
            used.add(key(chosen));
            reserved.add(key(chosen));
            unique.add(chosen);
        }
        return unique;
    }

    private static String numbered(String name, Set<String> reserved) {
        int number = 2;
        while (reserved.contains(key(name + "_" + number))) {
            number++;
        }
        return name + "_" + number;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
