package dev.osprey.access;

/** A denied action. The message gives reason and remedy. */
public class AccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient Verdict verdict;

    public AccessDeniedException(Verdict verdict) {
        super(verdict.remedy() == null ? verdict.reason() : verdict.reason() + " " + verdict.remedy());
        this.verdict = verdict;
    }

    /** The denial. */
    public Verdict verdict() {
        return verdict;
    }
}
