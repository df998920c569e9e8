package dev.osprey.process.table;

import dev.osprey.process.host.Means;

/** The same on a host without control groups and without calls to its library: sessions, marks and a shell must do. */
class TreeKillWithoutGroupsTest extends TreeKillTest {

    @Override
    Means means() {
        return Means.NONE;
    }
}
