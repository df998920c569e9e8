package dev.osprey.web.rest;

import dev.osprey.registry.Revision;

/** Server-sent events of a watch, each made when it is asked for. */
interface FrameSource {

    /** The next event; null after the last one. */
    byte[] next();

    /** The last position that the events handed out so far have told; null if none. */
    Revision told();
}
