package org.sparklaunch.querytracker.livy;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.sparklaunch.querytracker.testing.FakeLivy;

class FakeLivyTest extends OurLivyContract {
    private final FakeLivy livy = FakeLivy.extended();

    @AfterEach
    void close() {
        livy.close();
    }

    @Override
    URI address() {
        return livy.address();
    }

    @Override
    String serviceKey() {
        return FakeLivy.SERVICE_KEY;
    }

    @Override
    String twoRows() {
        return "rows 2";
    }

    @Override
    String failure() {
        return "fail because";
    }

    @Override
    String endless() {
        return "block";
    }

    @Override
    String query() {
        return "{\"statements\":[\"rows 1\",\"rows 2\"],\"row_limit\":10}";
    }
}
