package dev.osprey.launcher.manifest;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Refuses what would be without end or bounds once aliases are followed, before anything is made of it: the parser's own limits do not see a
 * value that holds itself.
 */
final class Extent {

    private static final int MOST_DEPTH = 40;
    private static final int MOST_VALUES = 20_000;

    private int values;

    private Extent() {}

    static void check(Node root) {
        if (root != null) {
            new Extent().look(root, 0);
        }
    }

    private void look(Node node, int depth) {
        if (depth > MOST_DEPTH || ++values > MOST_VALUES) {
            throw new Boundless(node, "a value holds itself, or more than " + MOST_VALUES + " others");
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode)) {
                    throw new Boundless(tuple.getKeyNode(), "a key is not a text");
                }
                look(tuple.getValueNode(), depth + 1);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                look(item, depth + 1);
            }
        }
    }

    /** As the parser itself complains. */
    private static final class Boundless extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        Boundless(Node node, String problem) {
            super(null, null, problem, node.getStartMark());
        }
    }
}
