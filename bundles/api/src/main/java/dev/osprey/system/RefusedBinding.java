package dev.osprey.system;

/**
 * An address beyond loopback on which a door was told to listen without TLS, and does not. A door registers one as a service for
 * as long as its configuration says so, and listens on loopback instead.
 *
 * @param door its name for people: {@code HTTP}
 * @param address as configured
 * @param setting the property that says so
 * @param pid the PID that it stands in; its file is {@code etc/PID.cfg}
 */
public record RefusedBinding(String door, String address, String setting, String pid) {

    /** What was refused, in a sentence. */
    public String found() {
        return door + " was told to listen on " + address + " (" + setting + " in etc/" + pid
                + ".cfg). Without TLS that is refused; it listens on 127.0.0.1 only.";
    }

    /** The lines to change. */
    public String remedy() {
        return "For other machines, write into etc/dev.osprey.tls.cfg the lines \"mode = generated\" and \"bind = "
                + address + "\"; and set " + setting + " = 127.0.0.1 in etc/" + pid + ".cfg.";
    }
}
