package dev.osprey.bench.hub;

/**
 * A server under load.
 *
 * @param name as in the tables
 * @param port of its WebSocket, on 127.0.0.1
 * @param pid of its process; 0 for one inside this JVM
 * @param jvm whether that process is one
 * @param wire what it speaks
 */
record Peer(String name, int port, long pid, boolean jvm, Wire wire) {}
