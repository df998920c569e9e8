package dev.osprey.kernel.audit;

/**
 * The end of a chain.
 *
 * @param seq number of the last line, 0 for none
 * @param chain its chain value
 */
record Head(long seq, byte[] chain) {

    /** What the first line of all follows. */
    static final Head NONE = new Head(0, new byte[Chain.BYTES]);
}
