package dev.osprey.process.table;

import dev.osprey.process.host.Means;

/** The same on a host without control groups and without calls to its library. */
class StateWithoutGroupsTest extends StateTest {

    @Override
    Means means() {
        return Means.NONE;
    }
}
