package io.headgate.deploy.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What our Compose file uses of the format; anything else in it is an error, as is a key that is there twice. */
record ComposeFile(String name, Map<String, Service> services, Map<String, @Nullable Object> volumes) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{([A-Z][A-Z0-9_]*):-([^}]*)}|\\$.");

    record Service(
            String image,
            @Nullable Map<String, String> environment,
            @Nullable List<String> entrypoint,
            @Nullable List<String> command,
            @JsonProperty("depends_on") @Nullable Map<String, Dependency> dependsOn,
            @Nullable List<String> volumes,
            @Nullable List<String> tmpfs,
            @Nullable List<String> profiles,
            @Nullable HealthCheck healthcheck,
            @Nullable Deploy deploy,
            @Nullable String restart,
            @Nullable Boolean init,
            @JsonProperty("read_only") @Nullable Boolean readOnly,
            @JsonProperty("mem_limit") @Nullable String memoryLimit,
            @JsonProperty("cap_drop") @Nullable List<String> capabilitiesDropped,
            @JsonProperty("security_opt") @Nullable List<String> securityOptions,
            @JsonProperty("stop_grace_period") @Nullable String stopGracePeriod) {

        Map<String, String> variables() {
            return environment == null ? Map.of() : environment;
        }

        List<String> mounts() {
            return volumes == null ? List.of() : volumes;
        }
    }

    record Dependency(Condition condition) {}

    enum Condition {
        @JsonProperty("service_healthy")
        HEALTHY,
        @JsonProperty("service_completed_successfully")
        COMPLETED
    }

    record HealthCheck(List<String> test, String interval, String timeout, int retries) {}

    record Deploy(int replicas) {}

    /**
     * Reads the file as it is with nothing set in the environment.
     *
     * @throws IllegalArgumentException saying what does not belong there
     */
    static ComposeFile read(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Map<String, Object> content = new Yaml(new SafeConstructor(options)).load(withDefaults(yaml));
        // Extensions hold what services share, by anchors that are resolved by now.
        content.keySet().removeIf(key -> key.startsWith("x-"));
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .convertValue(content, ComposeFile.class);
    }

    /** As Compose does it; a variable without a default is refused, because the file has to work as it is. */
    private static String withDefaults(String text) {
        Matcher matcher = VARIABLE.matcher(text.replaceAll("(?m)^\\s*#.*$", ""));
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            if (matcher.group(1) == null && !matcher.group().equals("$$")) {
                throw new IllegalArgumentException("'" + matcher.group() + "' is neither ${NAME:-default} nor $$");
            }
            matcher.appendReplacement(
                    replaced, Matcher.quoteReplacement(matcher.group(1) == null ? "$" : matcher.group(2)));
        }
        return matcher.appendTail(replaced).toString();
    }
}
