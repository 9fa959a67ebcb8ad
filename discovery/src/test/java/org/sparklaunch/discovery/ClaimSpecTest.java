package org.sparklaunch.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimSpecTest {
    private static final ClaimSpec WHOLE =
            new ClaimSpec("whole", Set.of(ServiceType.MASTER, ServiceType.LIVY), Set.of(ServiceType.WORKER));
    private static final ClaimSpec WORKER = new ClaimSpec("worker", Set.of(), Set.of(ServiceType.WORKER));
    private static final ClaimSpec MASTER = new ClaimSpec("master", Set.of(), Set.of(ServiceType.MASTER));
    private static final ClaimSpec LIVY = new ClaimSpec("livy", Set.of(ServiceType.LIVY), Set.of());

    @Test
    void twoThatWantAPartAloneClashInIt() {
        assertThat(WHOLE.clashWith(LIVY)).containsExactly(ServiceType.LIVY);
        assertThat(LIVY.clashWith(WHOLE)).containsExactly(ServiceType.LIVY);
    }

    @Test
    void oneThatWantsAPartAloneClashesWithOneThatWouldShareIt() {
        assertThat(WHOLE.clashWith(MASTER)).containsExactly(ServiceType.MASTER);
        assertThat(MASTER.clashWith(WHOLE)).containsExactly(ServiceType.MASTER);
    }

    @Test
    void whatBothShareIsNoClash() {
        assertThat(WHOLE.clashWith(WORKER)).isEmpty();
        assertThat(MASTER.clashWith(MASTER)).isEmpty();
    }

    @Test
    void theFormInZooKeeperStaysWhatOtherVersionsRead() {
        assertThat(new String(ClaimCodec.encode("m", WHOLE), UTF_8))
                .isEqualTo(
                        "{\"mark\":\"m\",\"holder\":\"whole\",\"alone\":[\"master\",\"livy\"],\"shared\":[\"worker\"]}");
    }

    @Test
    void whatWasWrittenIsReadBack() {
        assertThat(ClaimCodec.decode(ClaimCodec.encode("m", WHOLE))).isEqualTo(new ClaimCodec.Marked("m", WHOLE));
    }

    @Test
    void aClaimThatCannotBeReadIsInEverybodysWay() {
        ClaimSpec unknown = ClaimCodec.decode("no json".getBytes(UTF_8)).spec();

        assertThat(unknown.clashWith(WORKER)).containsExactly(ServiceType.WORKER);
    }
}
