package io.headgate.ingest.config;

import io.headgate.recovery.error.BadConfiguration;
import java.io.StringReader;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Parses YAML into its nodes and no further: no object is constructed from it, so neither tags nor the many spellings of
 * numbers, times and truth values have an effect.
 */
final class YamlSource {

    private static final DataSize LARGEST = DataSize.ofMebibytes(1);
    private static final int DEEPEST = 10;
    private static final int MOST_ALIASES = 20;

    private YamlSource() {}

    /**
     * @param name what to call the file in messages
     * @throws BadConfiguration with the place, but without the text around it, which may hold a secret
     */
    static Section parse(String name, String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit((int) LARGEST.bytes());
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setAllowRecursiveKeys(false);
        DumperOptions unused = new DumperOptions();
        Yaml yaml = new Yaml(new SafeConstructor(limits), new Representer(unused), unused, limits);
        Node node;
        try {
            node = yaml.compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            // Neither its message nor itself as the cause: both quote the file, and with it perhaps a password.
            throw new BadConfiguration(
                    "config",
                    name + where(e.getProblemMark())
                            + ": this is not YAML. Look at the indentation, and put quotes around"
                            + " values that contain ': ' or ' #' or begin with a sign");
        } catch (YAMLException e) {
            throw new BadConfiguration(
                    "config",
                    name
                            + ": this is not YAML that can be a configuration: it has a character that YAML does not allow, or is"
                            + " nested more than " + DEEPEST + " deep, or is larger than " + LARGEST);
        }
        if (node == null) {
            throw new BadConfiguration("config", name + ": the file is empty");
        }
        return Section.top(name, node);
    }

    private static String where(Mark mark) {
        return mark == null ? "" : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
