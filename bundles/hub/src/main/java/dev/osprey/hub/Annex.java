package dev.osprey.hub;

/** What every connection of one hub shares beside events: see each part. */
record Annex(CallDesk calls) implements AutoCloseable {

    static Annex of(HubSettings settings) {
        return new Annex(new CallDesk());
    }

    @Override
    public void close() {
        calls.close();
    }
}
