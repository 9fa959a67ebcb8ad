package org.sparklaunch.livy.driver.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** Objects that jobs share: Livy's default of {@value #KEPT}, of which the least recently used is dropped first. Thread-safe. */
final class SharedObjects {
    static final int KEPT = 100;

    private final Map<String, Object> objects = new LinkedHashMap<>(16, 0.75f, true);

    synchronized Object get(String name) {
        Object found = objects.get(name);
        if (found == null) {
            throw new NoSuchElementException(name);
        }
        return found;
    }

    synchronized void set(String name, Object object) {
        objects.put(name, object);
        if (objects.size() > KEPT) {
            objects.remove(objects.keySet().iterator().next());
        }
    }

    synchronized Object remove(String name) {
        Object removed = objects.remove(name);
        if (removed == null) {
            throw new NoSuchElementException(name);
        }
        return removed;
    }
}
