package dev.osprey.kernel.registry;

/** A registration as a service of the framework. */
interface Publication {

    /** The framework's number of it. */
    long serviceId();

    /** Takes the service out of the framework; once is enough. */
    void withdraw();
}
