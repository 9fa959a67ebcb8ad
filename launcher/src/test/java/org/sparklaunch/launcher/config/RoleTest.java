package org.sparklaunch.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparklaunch.discovery.ServiceType;

class RoleTest {
    @ParameterizedTest
    @CsvSource({
        "all, true, true, true, false",
        "master, true, false, false, true",
        "worker, false, true, false, true",
        "livy, false, false, true, true"
    })
    void roleDecidesWhatRuns(String word, boolean master, boolean workers, boolean servers, boolean joins) {
        Role role = Role.parse(word);

        assertThat(role.runsMaster()).isEqualTo(master);
        assertThat(role.runsWorkers()).isEqualTo(workers);
        assertThat(role.runsServers()).isEqualTo(servers);
        assertThat(role.joins()).isEqualTo(joins);
    }

    @ParameterizedTest
    @EnumSource
    void wordIsReadAsTheRole(Role role) {
        assertThat(Role.parse(role.word())).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({"ALL", "slave", "''"})
    void otherWordIsRefused(String word) {
        assertThatThrownBy(() -> Role.parse(word))
                .hasMessage("unknown role '" + word + "'; give all, master, worker or livy");
    }

    @Test
    void onlyALaunchWithAllRolesExcludesOtherMasters() {
        assertThat(Role.ALL.exclusiveServices()).containsExactly(ServiceType.MASTER);
        assertThat(Role.MASTER.exclusiveServices()).isEmpty();
        assertThat(Role.MASTER.sharedServices()).containsExactly(ServiceType.MASTER);
        assertThat(Role.LIVY.sharedServices()).isEmpty();
    }
}
