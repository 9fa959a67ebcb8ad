package org.sparklaunch.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipSpecTest {
    private static final MembershipSpec WHOLE =
            new MembershipSpec("whole", Set.of(ServiceType.MASTER, ServiceType.LIVY), Set.of(ServiceType.WORKER));
    private static final MembershipSpec WORKER = new MembershipSpec("worker", Set.of(), Set.of(ServiceType.WORKER));
    private static final MembershipSpec MASTER = new MembershipSpec("master", Set.of(), Set.of(ServiceType.MASTER));
    private static final MembershipSpec LIVY = new MembershipSpec("livy", Set.of(ServiceType.LIVY), Set.of());

    @Test
    void sameExclusiveServiceClashes() {
        assertThat(WHOLE.clashWith(LIVY)).containsExactly(ServiceType.LIVY);
        assertThat(LIVY.clashWith(WHOLE)).containsExactly(ServiceType.LIVY);
    }

    @Test
    void exclusiveServiceClashesWithASharedOne() {
        assertThat(WHOLE.clashWith(MASTER)).containsExactly(ServiceType.MASTER);
        assertThat(MASTER.clashWith(WHOLE)).containsExactly(ServiceType.MASTER);
    }

    @Test
    void sharedServicesDoNotClash() {
        assertThat(WHOLE.clashWith(WORKER)).isEmpty();
        assertThat(MASTER.clashWith(MASTER)).isEmpty();
    }

    @Test
    void formatInZooKeeperIsStable() {
        assertThat(new String(MembershipCodec.encode("m", WHOLE), UTF_8))
                .isEqualTo(
                        "{\"mark\":\"m\",\"holder\":\"whole\",\"alone\":[\"master\",\"livy\"],\"shared\":[\"worker\"]}");
    }

    @Test
    void encodedValueIsDecoded() {
        assertThat(MembershipCodec.decode(MembershipCodec.encode("m", WHOLE)))
                .isEqualTo(new MembershipCodec.Marked("m", WHOLE));
    }

    @Test
    void unreadableMembershipClashesWithEveryLaunch() {
        MembershipSpec unknown =
                MembershipCodec.decode("no json".getBytes(UTF_8)).spec();

        assertThat(unknown.clashWith(WORKER)).containsExactly(ServiceType.WORKER);
    }
}
