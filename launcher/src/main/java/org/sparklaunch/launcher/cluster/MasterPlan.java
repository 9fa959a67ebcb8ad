package org.sparklaunch.launcher.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.DefaultPorts;
import org.sparklaunch.launcher.process.Ports;
import org.sparklaunch.launcher.spark.HttpProbe;
import org.sparklaunch.launcher.spark.MasterPorts;
import org.sparklaunch.launcher.spark.MasterRecovery;
import org.sparklaunch.launcher.spark.MasterStatus;
import org.sparklaunch.launcher.spark.SparkDaemons;

/** Plans the master of this launch and chooses its ports, before it runs. */
final class MasterPlan {
    private final MasterPorts ports;
    private final ServiceInstance instance;
    private final String webUi;
    private final List<String> rests;
    private final MasterStatus status;

    MasterPlan(ClusterSpec spec, String version, Ports free, HttpProbe probe) {
        this.ports = new MasterPorts(
                free.choose("Spark master", spec.masterPort(), DefaultPorts.MASTER),
                free.choose("Spark master's web page", OptionalInt.empty(), DefaultPorts.MASTER_PAGE),
                spec.drivesOnWorkers()
                        ? OptionalInt.of(free.choose(
                                "Spark master's submission server", OptionalInt.empty(), DefaultPorts.MASTER_REST))
                        : OptionalInt.empty());
        this.webUi = "http://" + spec.host() + ":" + ports.web();
        this.rests =
                ports.rest().stream().mapToObj(port -> spec.host() + ":" + port).toList();
        Map<String, String> attributes =
                new HashMap<>(Map.of(ServiceInstance.WEB_UI, webUi, ServiceInstance.VERSION, version));
        rests.forEach(rest -> attributes.put(ServiceInstance.REST, "http://" + rest));
        this.instance = new ServiceInstance(
                ServiceType.MASTER,
                ServiceInstance.idOf(spec.host(), ports.rpc()),
                "spark://" + spec.host() + ":" + ports.rpc(),
                attributes);
        this.status = new MasterStatus(probe, webUi);
    }

    MasterAddresses asMasters() {
        return new MasterAddresses.Own(instance.address(), webUi, rests);
    }

    /** Returns the only master of its cluster. */
    Component alone(SparkDaemons daemons, MasterRecovery recovery) {
        return new Component("master", daemons.master(ports, recovery), status::isAlive, instance);
    }

    /** Returns one master of several; it is ready also while another one leads. */
    Component amongOthers(SparkDaemons daemons, MasterRecovery recovery, MasterElectionMember member) {
        Component.Dependence dependence =
                new Component.Dependence(member::mayStart, true, shown -> member.refresh(shown, status.leads()));
        return new Component(
                "master",
                () -> daemons.master(ports, recovery),
                () -> status.leads().isPresent(),
                instance,
                dependence);
    }
}
