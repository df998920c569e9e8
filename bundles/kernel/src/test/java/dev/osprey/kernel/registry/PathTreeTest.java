package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PathTreeTest {

    private final PathTree tree = new PathTree("");

    @Test
    void aPathIsMadeOnce() {
        PathTree.Path path = tree.root().child("metadata").child("Port");
        assertEquals("metadata.Port", path.text());
        assertEquals("metadata.port", path.lower());
        assertSame(path, tree.root().child("metadata").child("Port"));
    }

    @Test
    void aPrefixStandsBeforeAllPaths() {
        assertEquals("osprey.name", new PathTree("osprey").root().child("name").text());
    }

    @Test
    void aFullTreeGivesWayAndWhoIsInItFindsItsWay() {
        PathTree.Path old = tree.root();
        PathTree.Path kept = old.child("kept");
        for (int i = 0; tree.root() == old; i++) {
            assertTrue(i < 100_000, "it never gave way");
            assertEquals("kept." + i, kept.child(Integer.toString(i)).text());
        }
        assertEquals("kept.more.still", kept.child("more").child("still").text());
        assertNotSame(kept.child("more"), kept.child("more"));
        assertNotSame(kept, tree.root().child("kept"));
        assertSame(tree.root().child("kept"), tree.root().child("kept"));
    }

    @Test
    void longPathsTakeNoRoom() {
        int room = tree.room();
        tree.root().child("x".repeat(1_000)).child("y");
        assertEquals(room, tree.room());
    }
}
