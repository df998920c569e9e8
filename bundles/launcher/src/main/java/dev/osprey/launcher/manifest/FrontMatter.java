package dev.osprey.launcher.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/** The YAML between two {@code ---} lines at the top of a file, with the line of each key. */
final class FrontMatter {

    static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_ALIASES = 10;
    private static final int MAX_DEPTH = 20;
    private static final int SPOKEN_OF = 5;

    private final String place;
    private final Map<String, Object> values;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, String> written = new HashMap<>();

    private FrontMatter(String place, Map<String, Object> values) {
        this.place = place;
        this.values = values;
    }

    /** The same fields from elsewhere, which has no lines. */
    static FrontMatter of(String place, Map<String, Object> values) {
        return new FrontMatter(place, values);
    }

    Map<String, Object> values() {
        return values;
    }

    /** A scalar as it stands in the file, where YAML made something else of it; {@code launch.env.A} for nested ones. Or null. */
    String written(String key) {
        return written.get(key);
    }

    /** A complaint about a key. */
    ManifestException wrong(String key, String what) {
        return new ManifestException(at(key) + ": " + what);
    }

    /** Where a key stands, or what it is a part of. */
    String at(String key) {
        if (lines.isEmpty()) {
            return place;
        }
        String known = key;
        while (!lines.containsKey(known) && known.indexOf('.') > 0) {
            known = known.substring(0, known.lastIndexOf('.'));
        }
        return place + ", line " + lines.getOrDefault(known, 1);
    }

    static FrontMatter read(Path file) {
        String yaml = cut(file, text(file));
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_BYTES);
        limits.setMaxAliasesForCollections(MAX_ALIASES);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setAllowDuplicateKeys(false);
        limits.setAllowRecursiveKeys(false);
        DumperOptions dumping = new DumperOptions();
        Yaml parser = new Yaml(new SafeConstructor(limits), new Representer(dumping), dumping, limits);
        Node root;
        Map<String, Object> values;
        try {
            root = parser.compose(new StringReader(yaml));
            Extent.check(root);
            values = parser.load(yaml) instanceof Map<?, ?> map ? Plain.object(map) : Map.of();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 2;
            throw new ManifestException(file + ", line " + line + ": " + e.getProblem() + "; correct the YAML", e);
        } catch (RuntimeException e) {
            // the parser fails in ways of its own on values that are not what their tag says
            throw new ManifestException(file + ", line 2: " + e.getMessage() + "; correct the YAML", e);
        }
        if (values.isEmpty()) {
            throw new ManifestException(
                    file + ", line 2: the front matter holds no keys; write at least name: and entry:");
        }
        FrontMatter matter = new FrontMatter(file.toString(), values);
        matter.collect("", root, 0);
        return matter;
    }

    private void collect(String prefix, Node node, int depth) {
        if (depth >= SPOKEN_OF) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    collect(prefix + key.getValue(), key, tuple.getValueNode(), depth);
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            int index = 0;
            for (Node item : sequence.getValue()) {
                collect(prefix + index++, item, item, depth);
            }
        }
    }

    private void collect(String key, Node named, Node value, int depth) {
        lines.putIfAbsent(key, named.getStartMark().getLine() + 2);
        if (value instanceof ScalarNode scalar) {
            written.putIfAbsent(key, scalar.getValue());
        }
        collect(key + ".", value, depth + 1);
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ManifestException(
                        file + ", line 1: more than " + MAX_BYTES + " bytes; move the prose into another file");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ManifestException(file + ", line 1: not UTF-8; save the file as UTF-8", e);
        } catch (IOException e) {
            throw new ManifestException(file + ", line 1: cannot be read: " + e.getMessage() + "; check its mode", e);
        }
    }

    private static String cut(Path file, String text) {
        String[] lines = text.split("\r?\n", -1);
        if (!lines[0].stripTrailing().equals("---")) {
            throw new ManifestException(file + ", line 1: no front matter; begin the file with a line ---");
        }
        StringBuilder yaml = new StringBuilder();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].stripTrailing().equals("---")) {
                return yaml.toString();
            }
            yaml.append(lines[i]).append('\n');
        }
        throw new ManifestException(
                file + ", line " + lines.length + ": the front matter does not end; close it with a line ---");
    }
}
