import java.time.Duration;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.Registration;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.Watch;
import org.sparklaunch.discovery.ZooKeeperDiscovery;

/**
 * Finds a cluster, waits for its Livy server, announces something of its own and follows changes for a while.
 * java -cp 'lib/*' FollowCluster.java ZOOKEEPER PATH [SECONDS]
 */
public class FollowCluster {
    public static void main(String[] args) throws Exception {
        DiscoveryPath path = new DiscoveryPath(args[1]);
        Duration time = Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : 60);

        // One connection for everything. A call that takes longer than this limit fails with a message.
        try (Discovery discovery = ZooKeeperDiscovery.connect(args[0], Duration.ofSeconds(5))) {
            ClusterSnapshot now = discovery.find(path);
            System.out.println("found " + now.instances().size() + " parts");

            ClusterSnapshot ready = discovery.await(path, c -> c.find(ServiceType.LIVY).isPresent(), Duration.ofMinutes(1));
            System.out.println("livy " + ready.find(ServiceType.LIVY).orElseThrow().address());
            System.out.println("master " + ready.masterUrl().orElse("none"));

            // The announcement ends with close(), with this process, and ten seconds after this machine is lost.
            ServiceInstance mine = new ServiceInstance(ServiceType.QUERY_TRACKER, "example", "http://127.0.0.1:9999");
            try (Registration registration = discovery.register(path, mine);
                    Watch watch = discovery.watch(path, c -> System.out.println("now " + c.instances().size() + " parts"))) {
                Thread.sleep(time.toMillis());
            }
        }
    }
}
