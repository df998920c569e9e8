package dev.osprey.tls;

/** Where the identity comes from. Called from one thread at a time. */
interface Source {

    /** The identity to begin with. */
    Identity first() throws IdentityException;

    /** Looks whether there is a new one. @return it, or null if all is as it was */
    Identity look() throws IdentityException;
}
