package dev.osprey.system;

/**
 * An address that a door listens on. A door registers one as a service when it really listens; the kernel writes all of them to
 * {@code run/endpoints.json}, together with the folders, once the system is ready.
 *
 * @param name the key in the file: {@code http}, {@code https}, {@code hub}, {@code hubs}, {@code ssh}, {@code ipc}
 * @param address such as {@code http://127.0.0.1:8181}
 */
public record Endpoint(String name, String address) {}
