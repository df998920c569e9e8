package dev.osprey.tls;

/** A certificate or key that is not taken into use. */
final class IdentityException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    IdentityException(String found, String remedy) {
        super(found);
        this.remedy = remedy;
    }

    IdentityException(String found, String remedy, Throwable cause) {
        super(found, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
