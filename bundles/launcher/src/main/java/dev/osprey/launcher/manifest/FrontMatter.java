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
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.representer.Representer;

/** The YAML between two {@code ---} lines at the top of a file, with the line of each key. */
final class FrontMatter {

    static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_ALIASES = 10;
    private static final int MAX_DEPTH = 20;

    private final Path file;
    private final Map<String, Object> values;
    private final Map<String, Integer> lines;

    private FrontMatter(Path file, Map<String, Object> values, Map<String, Integer> lines) {
        this.file = file;
        this.values = values;
        this.lines = lines;
    }

    Map<String, Object> values() {
        return values;
    }

    /** A complaint about a key, {@code launch.env} for nested ones. */
    ManifestException wrong(String key, String what) {
        return new ManifestException(
                file + ", line " + lines.getOrDefault(key, lines.getOrDefault(key.split("\\.")[0], 1)) + ": " + what);
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
        try {
            Node root = parser.compose(new StringReader(yaml));
            Map<String, Integer> lines = new HashMap<>();
            collectLines("", root, lines, 0);
            if (!(parser.load(yaml) instanceof Map<?, ?> map) || map.isEmpty()) {
                throw new ManifestException(
                        file + ", line 2: the front matter holds no keys; write at least name: and entry:");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
            return new FrontMatter(file, values, lines);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 2;
            throw new ManifestException(file + ", line " + line + ": " + e.getProblem() + "; correct the YAML", e);
        } catch (YAMLException e) {
            throw new ManifestException(file + ", line 2: " + e.getMessage() + "; correct the YAML", e);
        }
    }

    private static void collectLines(String prefix, Node node, Map<String, Integer> lines, int depth) {
        if (node instanceof MappingNode mapping && depth < 3) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    lines.putIfAbsent(
                            prefix + key.getValue(), key.getStartMark().getLine() + 2);
                    collectLines(prefix + key.getValue() + ".", tuple.getValueNode(), lines, depth + 1);
                }
            }
        }
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
