package dev.osprey.hub;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.event.EventRouter;

/** What every connection of one hub shares. */
record Hub(
        HubSettings settings,
        EventRouter router,
        AccessControl access,
        Credentials credentials,
        AuditLog audit,
        Peers peers,
        HubStats stats,
        RecentIds recent,
        PlainDialect plain,
        Brakes brakes,
        Slowness slowness,
        WatchDesk watching,
        ReplayDesk replays,
        Annex annex) {}
