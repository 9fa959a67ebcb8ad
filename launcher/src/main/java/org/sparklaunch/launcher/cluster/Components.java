package org.sparklaunch.launcher.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All started components. They end in the order of their dependence, not of their start. Not thread-safe. */
final class Components implements AutoCloseable {
    /** {@link ServiceType} declares its values in the order of dependence: a later one uses the earlier ones. */
    private static final Comparator<RunningComponent> DEPENDENCE =
            Comparator.comparing(component -> component.instance().type());

    private final List<RunningComponent> components = new ArrayList<>();

    void add(RunningComponent component) {
        components.add(component);
        components.sort(DEPENDENCE);
    }

    List<RunningComponent> components() {
        return List.copyOf(components);
    }

    /** Withdraws all announcements, then ends the processes. Idempotent. */
    @Override
    public void close() {
        for (int i = components.size() - 1; i >= 0; i--) {
            components.get(i).withdraw();
        }
        CloseStack closeStack = new CloseStack();
        components.forEach(closeStack::add);
        components.clear();
        closeStack.close();
    }
}
