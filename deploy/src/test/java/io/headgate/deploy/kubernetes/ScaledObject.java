package io.headgate.deploy.kubernetes;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the chart uses of KEDA's custom resource, for which there are no models. */
record ScaledObject(String apiVersion, String kind, Metadata metadata, Spec spec) {

    record Metadata(String name, Map<String, String> labels) {}

    record Spec(
            Target scaleTargetRef,
            int minReplicaCount,
            int maxReplicaCount,
            int cooldownPeriod,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name) {}

    record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(Behavior behavior) {}

    record Behavior(ScaleDown scaleDown) {}

    record ScaleDown(int stabilizationWindowSeconds) {}

    record Trigger(
            String type,
            Map<String, String> metadata,
            @Nullable Authentication authenticationRef) {}

    record Authentication(String name) {}
}
