package dev.osprey.shell.command;

/** The services that a command asks for while it runs. */
interface Services {

    /**
     * The service, this command's own instance where the service is prototype-scoped.
     *
     * @throws Failure if it is not there, with the remedy
     */
    <T> T get(Class<T> type);
}
