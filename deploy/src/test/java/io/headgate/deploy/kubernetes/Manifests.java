package io.headgate.deploy.kubernetes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a chart was rendered to, read strictly: a field that the type does not have, a value of another type or a key that is
 * there twice is an error, as is a kind that is not expected.
 */
final class Manifests {

    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/Deployment", Deployment.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "keda.sh/v1alpha1/ScaledObject", ScaledObject.class);

    private static final ObjectMapper STRICT = YAMLMapper.builder(new YAMLFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // The models take unknown fields into a map.
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    private final Map<Class<?>, Map<String, Object>> byType = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    private Manifests() {}

    /** @throws IllegalArgumentException saying what Kubernetes would not take */
    static Manifests read(String rendered) {
        Manifests manifests = new Manifests();
        try (var documents = STRICT.readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                if (!document.isNull()) {
                    manifests.add(document);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + rendered, e);
        }
        return manifests;
    }

    private void add(JsonNode document) throws IOException {
        String kind = document.path("apiVersion").asText() + "/"
                + document.path("kind").asText();
        Class<?> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("there is no " + kind + "; known are " + KINDS.keySet());
        }
        String name = document.at("/metadata/name").asText();
        Map<String, Object> same = byType.computeIfAbsent(type, key -> new LinkedHashMap<>());
        if (same.put(name, STRICT.treeToValue(document, type)) != null) {
            throw new IllegalArgumentException("there is more than one " + kind + " " + name);
        }
        names.add(name);
    }

    /** The object of that type and name. */
    <T> T named(Class<T> type, String name) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(name))
                .map(type::cast)
                .orElseThrow(() -> new AssertionError("there is no " + type.getSimpleName() + " " + name));
    }

    /** The one object of that type. */
    <T> T only(Class<T> type) {
        return optional(type).orElseThrow(() -> new AssertionError("there is no " + type.getSimpleName()));
    }

    <T> Optional<T> optional(Class<T> type) {
        Map<String, Object> all = byType.getOrDefault(type, Map.of());
        if (all.size() > 1) {
            throw new AssertionError("there is more than one " + type.getSimpleName() + ": " + all.keySet());
        }
        return all.values().stream().findFirst().map(type::cast);
    }

    /** Of the workers, whatever runs them. */
    PodTemplateSpec pod() {
        return optional(Deployment.class)
                .map(deployment -> deployment.getSpec().getTemplate())
                .orElseGet(() -> only(StatefulSet.class).getSpec().getTemplate());
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
