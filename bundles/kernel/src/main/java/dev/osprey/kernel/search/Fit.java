package dev.osprey.kernel.search;

/** Says how well a text fits. */
@FunctionalInterface
interface Fit {

    int NONE = 0;
    /** It stands somewhere inside, or a glob fits. */
    int INSIDE = 1;
    /** The text begins with it. */
    int PREFIX = 2;
    /** It is the text. */
    int EXACT = 4;

    int of(String text);
}
