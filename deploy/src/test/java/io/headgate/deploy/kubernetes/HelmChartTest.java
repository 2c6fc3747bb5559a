package io.headgate.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.headgate.engine.GraphLocation;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.WorkerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HelmChartTest {

    private static final String LEAST = """
            config:
              graph: /graph/social
              kafka:
                bootstrap.servers: kafka:9092
                group.id: social
              sources:
                - topic: people
                  into: node:Person
            """;

    private static final String ALL = """
            image: { repository: registry.example.org/headgate, tag: "1.2.3", pullPolicy: Always }
            imagePullSecrets: [ { name: registry } ]
            config:
              graph: s3://events/graphs/social
              s3: { region: eu-central-1, attempts: 8 }
              kafka:
                bootstrap.servers: kafka:9093
                group.id: social
                fetch.max.bytes: 104857600
                security.protocol: SASL_SSL
                sasl.jaas.config: >-
                  org.apache.kafka.common.security.scram.ScramLoginModule required
                  username="${KAFKA_USER}" password="${KAFKA_PASSWORD}";
              sources:
                - topic: people
                  into: node:Person
                - topic: 'events\\..*'
                  into: node:Event
                  mode: append
              commit: { every: 5s, max-rows: 2000000, max-bytes: 64MiB }
              memory: { max-record: 2MiB }
            schema: |
              node Person {
                id: String @key
              }
              node Event { id: String @key }
            envFromSecrets: [ kafka-sasl, s3-credentials ]
            secretFiles: [ { secret: kafka-tls, mountPath: /etc/headgate/kafka-tls } ]
            env: { HEADGATE_LOG: DEBUG, AWS_REGION: eu-central-1 }
            shutdownTimeoutSeconds: 90
            http: { enabled: true, port: 9500 }
            persistence: { existingClaim: graphs, mountPath: /graph }
            autoscaling:
              { enabled: true, minReplicas: 2, maxReplicas: 12, lagThreshold: 5000000, authentication: kafka-keda }
            networkPolicy: { enabled: true, egressPorts: [9093, 443], scrapeFrom: { name: monitoring } }
            serviceAccount: { annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/graphs" } }
            podAnnotations: { example.org/team: graphs }
            podLabels: { team: graphs }
            nodeSelector: { disk: fast }
            tolerations: [ { key: graphs, operator: Exists, effect: NoSchedule } ]
            affinity:
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                  - weight: 1
                    podAffinityTerm:
                      topologyKey: kubernetes.io/hostname
                      labelSelector: { matchLabels: { app.kubernetes.io/instance: social } }
            """;

    @TempDir
    Path directory;

    private Chart chart;

    @BeforeEach
    void findChart() {
        chart = new Chart(directory);
    }

    @Test
    void helmHasNothingAgainstIt() {
        LintResult result = chart.lint(Map.of(
                "  graph: \"\"", "  graph: /graph",
                "  kafka: {}", "  kafka: { bootstrap.servers: kafka, group.id: social }",
                "  sources: []", "  sources: [ { topic: people, into: node:Person } ]"));

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void theLeastThatHasToBeGivenIsEnough() {
        Manifests manifests = Manifests.read(chart.render(LEAST));

        Deployment workers = manifests.only(Deployment.class);
        assertThat(workers.getSpec().getReplicas()).isEqualTo(2);
        assertThat(workers.getSpec().getStrategy().getRollingUpdate().getMaxSurge())
                .isEqualTo(new IntOrString(0));
        assertThat(manifests.only(PodDisruptionBudget.class).getSpec().getMaxUnavailable())
                .isEqualTo(new IntOrString(1));
        assertThat(manifests.optional(NetworkPolicy.class)).isEmpty();
        assertThat(manifests.optional(ScaledObject.class)).isEmpty();
        assertThat(manifests.names()).containsOnly("social-headgate");
    }

    @Test
    void everythingThatCanBeGivenIsThere() {
        Manifests manifests = Manifests.read(chart.render(ALL));

        PodSpec pod = manifests.pod().getSpec();
        Container worker = pod.getContainers().get(0);
        assertThat(worker.getImage()).isEqualTo("registry.example.org/headgate:1.2.3");
        assertThat(worker.getEnvFrom())
                .extracting(source -> source.getSecretRef().getName())
                .containsExactly("kafka-sasl", "s3-credentials");
        assertThat(worker.getEnv())
                .anyMatch(env ->
                        env.getName().equals("AWS_REGION") && env.getValue().equals("eu-central-1"));
        assertThat(pod.getVolumes())
                .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                        && volume.getPersistentVolumeClaim().getClaimName().equals("graphs"))
                .anyMatch(volume -> volume.getSecret() != null
                        && volume.getSecret().getSecretName().equals("kafka-tls"));
        assertThat(worker.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(worker.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
        assertThat(worker.getPorts().get(0).getContainerPort()).isEqualTo(9500);
        assertThat(manifests.only(Service.class).getSpec().getPorts().get(0).getPort())
                .isEqualTo(9500);
        assertThat(manifests.only(ServiceAccount.class).getMetadata().getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", "arn:aws:iam::1:role/graphs");
        NetworkPolicy policy = manifests.only(NetworkPolicy.class);
        assertThat(policy.getSpec().getEgress().get(1).getPorts())
                .extracting(port -> port.getPort().getIntVal())
                .containsExactly(9093, 443);
        ScaledObject.Spec scaling = manifests.only(ScaledObject.class).spec();
        assertThat(scaling.scaleTargetRef())
                .isEqualTo(new ScaledObject.Target("apps/v1", "Deployment", "social-headgate"));
        assertThat(scaling.triggers())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.metadata())
                        .containsEntry("bootstrapServers", "kafka:9093")
                        .containsEntry("consumerGroup", "social")
                        .containsEntry("lagThreshold", "5000000"));
        // What scales decides how many there are; a number in the manifest would undo that at every upgrade.
        assertThat(manifests.only(Deployment.class).getSpec().getReplicas()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAST, ALL, LEAST + "staticMembership: true", ALL + "staticMembership: true"})
    void whatRefersToSomethingFindsIt(String values) {
        Manifests manifests = Manifests.read(chart.render(values));

        PodSpec pod = manifests.pod().getSpec();
        Container worker = pod.getContainers().get(0);
        assertThat(worker.getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(
                        pod.getVolumes().stream().map(Volume::getName).toList());
        assertThat(worker.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .doesNotHaveDuplicates()
                .contains("/tmp", "/etc/headgate");
        assertThat(pod.getVolumes())
                .anyMatch(volume -> volume.getConfigMap() != null
                        && volume.getConfigMap()
                                .getName()
                                .equals(manifests
                                        .only(ConfigMap.class)
                                        .getMetadata()
                                        .getName()));
        assertThat(worker.getArgs()).containsExactly("worker", "--config", "/etc/headgate/worker.yaml");
        assertThat(pod.getServiceAccountName())
                .isEqualTo(manifests.only(ServiceAccount.class).getMetadata().getName());

        Map<String, String> labels = manifests.pod().getMetadata().getLabels();
        assertThat(labels)
                .containsAllEntriesOf(manifests
                        .only(PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
        manifests
                .optional(Deployment.class)
                .ifPresent(workers -> assertThat(labels)
                        .containsAllEntriesOf(workers.getSpec().getSelector().getMatchLabels()));
        manifests
                .optional(Service.class)
                .ifPresent(service -> assertThat(labels)
                        .containsAllEntriesOf(service.getSpec().getSelector()));
        manifests
                .optional(NetworkPolicy.class)
                .ifPresent(policy -> assertThat(labels)
                        .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels()));
    }

    @Test
    void podsAreRestrictedAndNeedNothingButTheirTemporaryDirectory() {
        PodSpec pod = Manifests.read(chart.render(LEAST)).pod().getSpec();

        Container worker = pod.getContainers().get(0);
        assertThat(pod.getContainers()).hasSize(1);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(worker.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(worker.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(worker.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getEmptyDir() != null)
                .singleElement()
                .satisfies(tmp ->
                        // In memory it would count against the container.
                        assertThat(tmp.getEmptyDir().getMedium()).isNull());
        // The entry point divides the limit; less than that requested could be taken away under it.
        assertThat(worker.getResources().getLimits().get("memory"))
                .isEqualTo(worker.getResources().getRequests().get("memory"))
                .isEqualTo(new Quantity("2Gi"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 600})
    void aPodIsGivenMoreTimeToLeaveThanTheWorkerTakes(int seconds) throws IOException {
        Manifests manifests = Manifests.read(chart.render(LEAST + "shutdownTimeoutSeconds: " + seconds));

        Duration timeout = load(manifests, Map.of("HEADGATE_OFF_HEAP", "1GiB")).shutdownTimeout();
        assertThat(timeout).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(manifests.pod().getSpec().getTerminationGracePeriodSeconds()).isGreaterThan(timeout.toSeconds());
    }

    @Test
    void theWorkerTakesTheConfigurationThatThePodIsGiven() throws IOException {
        Manifests manifests = Manifests.read(chart.render(ALL));

        WorkerConfig config =
                load(manifests, Map.of("HEADGATE_OFF_HEAP", "192MiB", "KAFKA_USER", "anna", "KAFKA_PASSWORD", "hush"));

        assertThat(config.graph()).isEqualTo(new GraphLocation.S3Prefix("events", "graphs/social"));
        assertThat(config.s3().region()).contains("eu-central-1");
        assertThat(config.schema())
                .hasValueSatisfying(schema -> assertThat(schema)
                        .content()
                        .isEqualTo("node Person {\n  id: String @key\n}\nnode Event { id: String @key }\n"));
        assertThat(config.memory().offHeap()).isEqualTo(DataSize.ofMebibytes(192));
        assertThat(config.memory().maxRecord()).isEqualTo(DataSize.ofMebibytes(2));
        assertThat(config.monitoring().http().port()).contains(9500);
        assertThat(config.commit().maxRows()).isEqualTo(2_000_000);
        assertThat(config.sources()).hasSize(2).anyMatch(source -> source.isPattern());
        assertThat(config.kafka())
                .containsEntry("fetch.max.bytes", "104857600")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"anna\""
                                + " password=\"hush\";");
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/store/ca.pem, , /etc/store/ca.pem",
        "store/ca.pem, , /etc/headgate/store/ca.pem",
        "/etc/store/ca.pem, /etc/all.pem, /etc/all.pem",
        "${HEADGATE_S3_CA}, , "
    })
    void lanceTrustsWhatTheWorkerTrusts(String certificates, String given, String named) {
        String values = LEAST.replace("/graph/social", "s3://events/social")
                + "  s3: { endpoint: 'https://store:9000', ca: '" + certificates + "' }\n"
                + (given == null ? "" : "env: { SSL_CERT_FILE: " + given + " }\n");

        assertThat(Manifests.read(chart.render(values))
                        .pod()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnv())
                .filteredOn(env -> env.getName().equals("SSL_CERT_FILE"))
                .extracting(EnvVar::getValue)
                .isEqualTo(named == null ? List.of() : List.of(named));
    }

    @Test
    void maintenanceIsADeploymentOfItsOwnThatNothingTakesForWorkers() throws IOException {
        Manifests manifests = Manifests.read(chart.render(LEAST
                + "maintenance: { enabled: true, replicas: 3, resources: { limits: { memory: 3Gi } } }\n"
                + "networkPolicy: { enabled: true }\n"));

        Deployment workers = manifests.named(Deployment.class, "social-headgate");
        Deployment maintenance = manifests.named(Deployment.class, "social-headgate-maintenance");
        assertThat(maintenance.getSpec().getReplicas()).isEqualTo(3);
        PodSpec pod = maintenance.getSpec().getTemplate().getSpec();
        Container maintain = pod.getContainers().get(0);
        assertThat(maintain.getArgs()).containsExactly("maintain", "--config", "/etc/headgate/worker.yaml");
        assertThat(maintain.getResources().getLimits()).containsEntry("memory", new Quantity("3Gi"));
        assertThat(maintain.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(maintain.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(pod.getVolumes())
                .isEqualTo(workers.getSpec().getTemplate().getSpec().getVolumes());

        Map<String, String> labels =
                maintenance.getSpec().getTemplate().getMetadata().getLabels();
        assertThat(labels)
                .containsAllEntriesOf(maintenance.getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(manifests
                        .named(Service.class, "social-headgate-maintenance")
                        .getSpec()
                        .getSelector())
                .containsAllEntriesOf(manifests
                        .named(NetworkPolicy.class, "social-headgate-maintenance")
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels());
        assertThat(List.of(
                        workers.getSpec().getSelector().getMatchLabels(),
                        manifests
                                .named(Service.class, "social-headgate")
                                .getSpec()
                                .getSelector(),
                        manifests
                                .only(PodDisruptionBudget.class)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels()))
                .noneMatch(selector -> labels.entrySet().containsAll(selector.entrySet()));
        assertThat(load(manifests, Map.of("HEADGATE_OFF_HEAP", "1GiB"))
                        .maintenance()
                        .events())
                .isTrue();
    }

    @Test
    void withoutMaintenanceWorkersTellNobody() throws IOException {
        Manifests manifests = Manifests.read(chart.render(LEAST));

        assertThat(load(manifests, Map.of("HEADGATE_OFF_HEAP", "1GiB"))
                        .maintenance()
                        .events())
                .isFalse();
    }

    @Test
    void aStaticMemberIsNamedAfterItsPod() throws IOException {
        Manifests manifests = Manifests.read(chart.render(LEAST + "staticMembership: true"));

        StatefulSet workers = manifests.only(StatefulSet.class);
        assertThat(workers.getSpec().getServiceName())
                .isEqualTo(manifests.only(Service.class).getMetadata().getName());
        assertThat(manifests.pod().getSpec().getContainers().get(0).getEnv())
                .anyMatch(env -> env.getName().equals("POD_NAME")
                        && env.getValueFrom().getFieldRef().getFieldPath().equals("metadata.name"));
        assertThat(load(manifests, Map.of("HEADGATE_OFF_HEAP", "1GiB", "POD_NAME", "social-headgate-0"))
                        .kafka())
                .containsEntry("group.instance.id", "social-headgate-0");
    }

    @Test
    void changedConfigurationReplacesThePods() {
        String original = checksum(LEAST);

        assertThat(checksum(LEAST)).isEqualTo(original);
        assertThat(checksum(LEAST.replace("/graph/social", "/graph/other"))).isNotEqualTo(original);
        assertThat(checksum(LEAST + "schema: 'node A { id: String @key }'"))
                .isNotEqualTo(original)
                .isNotEqualTo(checksum(LEAST + "schema: 'node B { id: String @key }'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replica: 3",
                "http: { enable: true }",
                "autoscaling: { enabled: true, minReplicas: 0 }",
                "resources: { limits: null }",
                "shutdownTimeoutSeconds: 30s",
            })
    void valuesThatTheChartDoesNotKnowAreRefused(String values) {
        assertThatThrownBy(() -> chart.render(LEAST + values)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"graph: /graph/social", "bootstrap.servers: kafka:9092", "group.id: social", "into: node:Person"
            })
    void whatHasToBeGivenIsMissed(String line) {
        String without =
                line.startsWith("into") ? LEAST.replaceAll("(?s)sources:.*", "sources: []\n") : LEAST.replace(line, "");

        assertThatThrownBy(() -> chart.render(without)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shutdown: { timeout: 5s }", "memory: { off-heap: 1GiB }", "http: { port: 1 }"})
    void whatHasToAgreeWithThePodIsNotTakenFromTheConfiguration(String section) {
        assertThatThrownBy(() -> chart.render(LEAST + "  " + section)).isInstanceOf(IllegalStateException.class);
    }

    private String checksum(String values) {
        return Manifests.read(chart.render(values))
                .pod()
                .getMetadata()
                .getAnnotations()
                .get("checksum/config");
    }

    /** What the worker in the pod would make of it. */
    private WorkerConfig load(Manifests manifests, Map<String, String> environment) throws IOException {
        Path mounted = Files.createDirectories(directory.resolve("etc"));
        for (var file : manifests.only(ConfigMap.class).getData().entrySet()) {
            Files.writeString(mounted.resolve(file.getKey()), file.getValue());
        }
        return ConfigLoader.load(mounted.resolve("worker.yaml"), environment);
    }
}
